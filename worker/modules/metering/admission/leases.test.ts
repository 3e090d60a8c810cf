import { expect, test } from "vitest";
import { newId } from "#worker/kernel/ids";
import { LEASE_MS } from "./lease-rules";
import { openLeases } from "./leases";
import type { Answer, Ask, PresentedKey, Report } from "./meter-api";

const STANDING = { version: 1, planCode: "free", shard: "00", larger: null, status: "active" as const };
const ID = newId("apiKey");

/** An isolate with a clock of its own, before an object that grants all that is asked for and remembers what it was told. */
function isolate() {
	const clock = { now: 1_000_000 };
	const [asks, reports]: [Ask[], Report[]] = [[], []];
	const sleepers: (() => void)[] = [];
	const later: Promise<unknown>[] = [];
	const object = { broken: false, debited: 0 };
	const meter = {
		async ask(ask: Ask): Promise<Answer> {
			if (object.broken) throw new Error("the object does not answer");
			asks.push(ask);
			reports.push(...ask.reports);
			const calls = ask.calling ? ask.want - 1 : ask.want;
			object.debited += ask.want;
			const limits = [{ name: "burst", limit: 1_000, length: 60_000, left: 1_000 - object.debited, resetsIn: 60_000 }];
			const outcome = { id: `lease-${asks.length}`, calls, lasts: LEASE_MS, limits };
			return { known: true, key: null, standing: STANDING, outcome };
		},
		async report(said: Report[]) {
			if (object.broken) throw new Error("the object does not answer");
			reports.push(...said);
		},
	};
	const leases = openLeases({ now: () => clock.now, sleep: () => new Promise((resolve) => sleepers.push(resolve)) });
	const tenantId = newId("tenant");
	const call = (key: PresentedKey = { id: ID }, endpoint = "GET /a") =>
		leases.admit({
			...{ tenantId, kind: "live", endpoint, key, ip: null, ahead: 0 },
			...{ meter: () => meter, later: (work) => void later.push(work) },
		});
	return { clock, asks, reports, sleepers, later, object, meter, leases, tenantId, call };
}

test("calls one after another are answered from memory, more of them with every lease", async () => {
	const { asks, call } = isolate();
	for (let n = 0; n < 64; n++) expect((await call()).admitted).toBe(true);
	expect(asks.map(({ want }) => want).slice(0, 5)).toEqual([1, 1, 2, 4, 8]);
	expect(asks.length).toBeLessThan(12);
});

test("a key that is not known yet asks for its own call alone while calls are held", async () => {
	const { asks, call } = isolate();
	for (let n = 0; n < 6; n++) await call();
	const before = asks.length;
	for (let n = 0; n < 20; n++) await call({ hash: `${n}` });
	expect(asks.slice(before).map(({ want }) => want)).toEqual(Array(20).fill(1));
});

test("where a caller stands is what the object said, with what is held and the time that has passed", async () => {
	const { clock, call } = isolate();
	for (let n = 0; n < 5; n++) await call();
	clock.now += 2_000;
	const answer = await call();
	if (!answer.admitted) throw new Error("not admitted");
	expect(answer.passed).toBe(2_000);
	expect((answer.limits[0]?.left ?? 0) + answer.more).toBe(994);
});

test("after its time a lease is not used, and what was used of it is reported once, by minute, key and endpoint", async () => {
	const { clock, asks, reports, sleepers, later, call } = isolate();
	for (let n = 0; n < 4; n++) await call();
	for (let n = 0; n < 3; n++) await call({ id: ID }, "GET /b");
	const held = asks.at(-1)?.want ?? 0;
	expect(held).toBe(4);
	clock.now += LEASE_MS;
	for (const wake of sleepers) wake();
	await Promise.all(later);
	const uses = reports.flatMap((report) => report.uses.map(({ endpoint, count }) => [endpoint, count]));
	// The first call of each lease was counted when it was granted.
	expect(reports.map(({ used }) => used).reduce((sum, used) => sum + used)).toBe(7 - asks.length);
	expect(uses).toEqual([
		["GET /a", 1],
		["GET /b", 2],
	]);
	const before = asks.length;
	await call();
	expect(asks.length).toBe(before + 1);
});

test("what could not be reported is reported the next time, once", async () => {
	const { clock, asks, reports, object, call } = isolate();
	for (let n = 0; n < 4; n++) await call();
	clock.now += LEASE_MS;
	object.broken = true;
	await expect(call()).rejects.toThrow("does not answer");
	object.broken = false;
	await call();
	await call();
	expect(new Set(reports.map(({ lease }) => lease)).size).toBe(reports.length);
	expect(reports.length).toBe(
		asks.filter(({ calling, want }) => calling && want > 1).length - 1 + Number(asks.at(-1)?.want === 1),
	);
});

test("leases are given back at once when somebody asks", async () => {
	const { reports, leases, meter, tenantId, call } = isolate();
	for (let n = 0; n < 7; n++) await call();
	await leases.giveBack(tenantId, meter);
	const { length } = reports;
	await leases.giveBack(tenantId, meter);
	expect(reports.length).toBe(length);
	expect(reports.length).toBeGreaterThan(0);
});
