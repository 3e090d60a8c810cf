import { expect, test } from "vitest";
import { newId } from "#worker/kernel/ids";
import { LONGEST_LEASE_MS } from "./lease-rules";
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
			const outcome = { id: `lease-${asks.length}`, calls, lasts: LONGEST_LEASE_MS, limits };
			return { known: true, key: null, standing: STANDING, outcome };
		},
		async report(said: Report[]) {
			if (object.broken) throw new Error("the object does not answer");
			reports.push(...said);
		},
	};
	const leases = openLeases({ now: () => clock.now, sleep: () => new Promise((resolve) => sleepers.push(resolve)) });
	const tenantId = newId("tenant");
	const call = (key: PresentedKey = { id: ID }, endpoint = "GET /a", trusting = true) =>
		leases.admit({
			...{ tenantId, kind: "live", endpoint, key, ip: null, ahead: 0, trusting },
			...{ meterOf: () => meter, later: (work) => void later.push(work) },
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
	const { clock, asks, reports, leases, meter, call } = isolate();
	for (let n = 0; n < 4; n++) await call();
	for (let n = 0; n < 3; n++) await call({ id: ID }, "GET /b");
	expect(asks.at(-1)?.want).toBe(4);
	clock.now += LONGEST_LEASE_MS;
	void leases.beat(() => meter);
	// It is left to the next ask for a while.
	clock.now += 3_900;
	expect(reports.map(({ used }) => used)).toEqual([1]);
	clock.now += 200;
	void leases.beat(() => meter);
	await new Promise((resolve) => setTimeout(resolve));
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

test("the next ask carries what is to be reported", async () => {
	const { clock, asks, call } = isolate();
	for (let n = 0; n < 7; n++) await call();
	clock.now += LONGEST_LEASE_MS;
	await call();
	expect(asks.at(-1)?.reports).toMatchObject([{ lease: `lease-${asks.length - 1}`, used: 2 }]);
});

test("the last request to stay gives back everything; one that others came after gives back nothing", async () => {
	const { reports, sleepers, leases, meter, call } = isolate();
	for (let n = 0; n < 5; n++) await call();
	const beats = [leases.beat(() => meter), leases.beat(() => meter)];
	const { length } = reports;
	await new Promise((resolve) => setTimeout(resolve));
	sleepers[0]?.();
	await beats[0];
	expect(reports.length).toBe(length);
	sleepers[1]?.();
	await beats[1];
	expect(reports.length).toBe(length + 1);
});

test("an isolate that has not heard of changes asks for every call", async () => {
	const { asks, call } = isolate();
	for (let n = 0; n < 6; n++) await call();
	const before = asks.length;
	for (let n = 0; n < 3; n++) await call({ id: ID }, "GET /a", false);
	expect(asks.length).toBe(before + 3);
});

test("a tenant that has changed is asked about anew, and an answer under way at that time is given back", async () => {
	const { asks, reports, leases, meter, tenantId, call } = isolate();
	for (let n = 0; n < 6; n++) await call();
	const before = asks.length;
	const underWay = call({ hash: "not known yet" });
	leases.forget(tenantId);
	await underWay;
	await call();
	expect(asks.length).toBe(before + 2);
	const beat = leases.beat(() => meter);
	await new Promise((resolve) => setTimeout(resolve));
	expect(new Set(reports.map(({ lease }) => lease)).size).toBe(reports.length);
	// Of each lease with calls to spare but the newest.
	const spare = asks.slice(0, -1).flatMap(({ want }, n) => (want > 1 ? [`lease-${n + 1}`] : []));
	expect(reports.map(({ lease }) => lease).sort()).toEqual(spare.sort());
	void beat;
});

test("what could not be reported is reported the next time, once", async () => {
	const { clock, asks, reports, object, call } = isolate();
	for (let n = 0; n < 4; n++) await call();
	clock.now += LONGEST_LEASE_MS;
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
