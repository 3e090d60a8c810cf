import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { changeFeed, tenantMeter } from "#objects/stubs";
import { bindings, request, tenant } from "#tests/factories";
import { type Id, newId } from "#worker/kernel/ids";
import { writeShard } from "#worker/kernel/shards";
import { LONGEST_LEASE_MS } from "#worker/modules/metering/admission/lease-rules";
import { openLeases } from "#worker/modules/metering/admission/leases";
import type { Snapshot } from "#worker/modules/metering/admission/snapshot";
import { usageFlushes } from "#worker/modules/metering/shard-tables";
import { addToRollUps } from "#worker/modules/metering/usage/roll-ups";

const FAR = Date.UTC(2100, 0, 1);
const KEY = newId("apiKey");

type Limits = { limit: number | null; hard?: boolean; requests?: number; windowSeconds?: number };

function snapshotOf(
	{ limit, hard = true, requests = 1_000_000, windowSeconds = 86_400 }: Limits,
	version = 2,
): Snapshot {
	return {
		...{ version, status: "active", planCode: "starter", shard: "00", larger: null },
		quotas: [{ meter: "api_calls", limit, hard }],
		policies: [{ name: "tenant", requests, windowSeconds }],
		period: { start: 0, end: FAR },
	};
}

/** A meter with these limits, and isolates that call it. Each has a clock of its own. */
async function meterWith(limits: Limits) {
	const tenantId: Id<"tenant"> = newId("tenant");
	const stub = () => tenantMeter(bindings, tenantId);
	await stub().push(snapshotOf(limits));
	const isolate = (skew = 0) => {
		const clock = { now: Date.now() + skew };
		const pending: Promise<unknown>[] = [];
		const leases = openLeases({ now: () => clock.now, sleep: () => new Promise(() => {}) });
		const caller = {
			...{ tenantId, kind: "live" as const, endpoint: "GET /tenant", key: { id: KEY }, ip: null, ahead: 0 },
			...{ trusting: true, meterOf: stub, later: (work: Promise<unknown>) => void pending.push(work) },
		};
		const call = async () => (await leases.admit(caller)).admitted;
		const settle = async () => {
			// What is asked for in the background arrives; reports of leases that are over never do.
			await Promise.race([Promise.all(pending), new Promise((resolve) => setTimeout(resolve, 25))]);
			await leases.giveBack(tenantId, stub());
		};
		return { clock, call, settle, leases };
	};
	const counters = async () => (await stub().read(0)).counters[0] ?? { counted: 0, debited: 0 };
	return { tenantId, stub, isolate, counters };
}

test("one isolate is let in exactly as often as the quota says, and counted as often", async () => {
	const { isolate, counters } = await meterWith({ limit: 300 });
	const { call, settle } = isolate();
	const answers: boolean[] = [];
	for (let n = 0; n < 320; n++) answers.push(await call());
	expect(answers.filter(Boolean).length).toBe(300);
	expect(answers.slice(0, 300).every(Boolean)).toBe(true);
	await settle();
	expect(await counters()).toMatchObject({ counted: 300, debited: 300 });
});

test("beyond a soft quota calls go on, and are counted", async () => {
	const { isolate, counters } = await meterWith({ limit: 10, hard: false });
	const { call, settle } = isolate();
	for (let n = 0; n < 40; n++) expect(await call()).toBe(true);
	await settle();
	expect(await counters()).toMatchObject({ counted: 40, debited: 40 });
});

test("a rate limit holds for all isolates together, and what is not used is given back", async () => {
	const { isolate } = await meterWith({ limit: null, requests: 100 });
	const isolates = [isolate(), isolate(), isolate()];
	let admitted = 0;
	for (let n = 0; n < 60; n++) for (const { call } of isolates) admitted += Number(await call());
	expect(admitted).toBeLessThanOrEqual(100);
	for (const { settle } of isolates) await settle();
	const one = isolate();
	while (await one.call()) admitted += 1;
	expect(admitted).toBe(100);
});

const by = fc.nat(3);
const acts = fc.array(
	fc.oneof(
		{ weight: 20, arbitrary: fc.record({ act: fc.constant("call"), by, much: fc.integer({ min: 1, max: 40 }) }) },
		{
			weight: 2,
			arbitrary: fc.record({ act: fc.constant("wait"), by, much: fc.integer({ min: 1, max: 2 * LONGEST_LEASE_MS }) }),
		},
		{ weight: 2, arbitrary: fc.record({ act: fc.constant("settle"), by, much: fc.constant(0) }) },
		{ weight: 1, arbitrary: fc.record({ act: fc.constant("crash"), by, much: fc.constant(0) }) },
		{ weight: 1, arbitrary: fc.record({ act: fc.constant("evict"), by, much: fc.constant(0) }) },
	) as fc.Arbitrary<{ act: "call" | "wait" | "settle" | "crash" | "evict"; by: number; much: number }>,
	{ minLength: 5, maxLength: 25 },
);

test("a hard limit is never passed, whatever isolates crash, whatever their clocks say, however often the object is evicted", async () => {
	await fc.assert(
		fc.asyncProperty(fc.integer({ min: 0, max: 400 }), acts, async (limit, story) => {
			const { isolate, stub, counters } = await meterWith({ limit });
			const isolates = [0, 3_600_000, -3_600_000, 17].map((skew) => isolate(skew));
			let [admitted, lost] = [0, false];
			const does = {
				async call(one: ReturnType<typeof isolate>, times: number) {
					const calls = await Promise.all(Array.from({ length: times }, () => one.call()));
					admitted += calls.filter(Boolean).length;
				},
				async wait(one: ReturnType<typeof isolate>, ms: number) {
					one.clock.now += ms;
				},
				settle: (one: ReturnType<typeof isolate>) => one.settle(),
				async crash(one: ReturnType<typeof isolate>) {
					lost = true;
					isolates[isolates.indexOf(one)] = isolate();
				},
				// One that does not run has nothing to be evicted from.
				evict: () => evictDurableObject(stub()).catch(() => {}),
			};
			for (const { act, by: place, much } of story) {
				await does[act](isolates[place] as ReturnType<typeof isolate>, much);
				expect(admitted).toBeLessThanOrEqual(limit);
			}
			for (const { settle } of isolates) await settle();
			const { counted, debited } = await counters();
			// What crashed isolates did not report is not counted, and stays taken from the limit.
			expect(counted).toBeLessThanOrEqual(admitted);
			expect(debited).toBeGreaterThanOrEqual(admitted);
			expect(debited).toBeLessThanOrEqual(limit);
			if (!lost) expect([counted, debited]).toEqual([admitted, admitted]);
		}),
		{ numRuns: 25 },
	);
}, 60_000);

afterEach(() => void vi.useRealTimers());

const holders = fc.array(fc.integer({ min: 2, max: 12 }), { minLength: 1, maxLength: 6 });

test("a rate window lets in no more than its limit, leases that outlast the one before included", async () => {
	vi.useFakeTimers({ toFake: ["Date"] });
	const times = async (isolate: { call: () => Promise<boolean> }, most: number) => {
		let admitted = 0;
		while (admitted < most && (await isolate.call())) admitted += 1;
		return admitted;
	};
	await fc.assert(
		fc.asyncProperty(fc.integer({ min: 100, max: 900 }), holders, async (requests, callsOf) => {
			const { isolate } = await meterWith({ limit: null, requests, windowSeconds: 10 });
			const holding = callsOf.map(() => isolate());
			for (const [n, one] of holding.entries()) await times(one, callsOf[n] ?? 0);
			vi.setSystemTime(Date.now() + 10_000);
			// In the window that starts now, one takes all it can get; the others use what they hold.
			let admitted = await times(isolate(), requests + 1);
			for (const one of holding) {
				one.clock.now += 10_000;
				admitted += await times(one, requests);
			}
			expect(admitted).toBeLessThanOrEqual(requests);
			for (const one of holding) await one.settle();
			admitted += await times(isolate(), requests);
			expect(admitted).toBeLessThanOrEqual(requests);
		}),
		{ numRuns: 12 },
	);
}, 60_000);

test("a quota that starts anew keeps what is on lease, and is not passed by it", async () => {
	const { isolate, stub, counters } = await meterWith({ limit: 1_000 });
	const one = isolate();
	for (let n = 0; n < 40; n++) await one.call();
	await stub().reset("api_calls");
	const { debited } = await counters();
	expect(debited).toBeGreaterThan(0);
	await one.settle();
	const after = await counters();
	expect(after.debited).toBe(after.counted);
	expect(after.counted).toBeLessThan(40);
	const other = isolate();
	let admitted = 0;
	while (await other.call()) admitted += 1;
	expect(admitted + after.counted).toBe(1_000);
});

test("a changed limit, a revoked key and an unblocked caller are announced", async () => {
	const { tenantId, stub } = await meterWith({ limit: 10 });
	for (const change of [
		() => stub().forgetKey("hash"),
		() => stub().reset("api_calls"),
		() => stub().unblock(),
		() => stub().refresh(0),
	]) {
		const { sequence } = await changeFeed(bindings).since(null);
		await change();
		expect((await changeFeed(bindings).since(sequence)).tenants).toContain(tenantId);
	}
});

test("the same report twice counts once, and a report on nothing counts nothing", async () => {
	const { stub, counters } = await meterWith({ limit: 10_000 });
	const ask = {
		id: "one",
		kind: "live",
		want: 100,
		calling: true,
		endpoint: "GET /a",
		key: { id: KEY },
		ip: null,
		ahead: 0,
		reports: [],
	} as const;
	const answer = await stub().ask({ ...ask, reports: [] });
	if (!answer.known || !answer.outcome || "why" in answer.outcome) throw new Error("not admitted");
	expect(answer.outcome.calls).toBe(99);
	const uses = [{ meter: "api_calls", minute: 0, key: KEY, endpoint: "GET /a", count: 30 }];
	const report = { lease: answer.outcome.id, used: 30, uses };
	await stub().report([report, report]);
	await stub().report([report, { ...report, lease: "unknown" }]);
	expect(await counters()).toMatchObject({ counted: 31, debited: 31 });
	const { open } = await stub().read(0);
	expect(open.reduce((sum, { count }) => sum + count, 0)).toBe(31);
});

test("an ask whose answer was lost grants and counts nothing new when it is asked again", async () => {
	const { stub, counters } = await meterWith({ limit: 10_000 });
	const ask = {
		id: "lost",
		kind: "live",
		want: 50,
		calling: true,
		endpoint: "GET /a",
		key: { id: KEY },
		ip: null,
		ahead: 0,
	} as const;
	const first = await stub().ask({ ...ask, reports: [] });
	await evictDurableObject(stub());
	const again = await stub().ask({ ...ask, reports: [] });
	expect(first).toMatchObject({ outcome: { id: "lost", calls: 49 } });
	expect(again).toMatchObject({ outcome: { id: "lost", calls: 49 } });
	expect(await counters()).toMatchObject({ counted: 1, debited: 50 });
});

test("an older snapshot never replaces a newer one", async () => {
	const { stub, isolate } = await meterWith({ limit: 3 });
	await stub().push(snapshotOf({ limit: 5 }, 4));
	await stub().push(snapshotOf({ limit: 1_000 }, 3));
	const { call } = isolate();
	const answers = [];
	for (let n = 0; n < 8; n++) answers.push(await call());
	expect(answers.filter(Boolean).length).toBe(5);
});

test("an object that knows nothing reads what its tenant may do; one without a tenant knows nobody", async () => {
	const { ctx } = await tenant({ plan: "free" });
	const ask = {
		id: "one",
		kind: "people",
		want: 1,
		calling: true,
		endpoint: "GET /a",
		key: null,
		ip: null,
		ahead: 0,
		reports: [],
	} as const;
	const answer = await tenantMeter(bindings, ctx.tenantId).ask({ ...ask, reports: [] });
	expect(answer).toMatchObject({
		known: true,
		standing: { planCode: "free", status: "active", larger: { code: "starter" } },
	});
	expect(await tenantMeter(bindings, newId("tenant")).ask({ ...ask, reports: [] })).toEqual({ known: false });
});

test("an object that has lost what it knew goes on where the roll-ups are, and with numbers that they do not have", async () => {
	const { ctx, owner } = await tenant({ plan: "free" });
	const stub = () => tenantMeter(bindings, ctx.tenantId);
	await request("GET", "/api/v1/tenant", { as: owner });
	const { period } = await runInDurableObject(stub(), (_, { storage }) => {
		const [row] = storage.sql.exec("SELECT value FROM facts WHERE name = 'snapshot'").toArray();
		return JSON.parse(String(row?.value)) as Snapshot;
	});
	const shard = await writeShard(ctx, ctx.tenantId);
	const row = { meter: "api_calls", at: period.start, key: "", split: "GET /a", value: 400, count: 400 };
	await shard.batch([
		shard.insert(usageFlushes, { sequence: 7, appliedAt: ctx.now }),
		...addToRollUps(shard, "sum", [row]),
	]);
	await runInDurableObject(stub(), (_, { storage }) => storage.deleteAll());
	await evictDurableObject(stub());
	const asks = await Promise.all([stub().read(0), stub().read(0)]);
	for (const { counters } of asks)
		expect(counters.find(({ meter }) => meter === "api_calls")).toMatchObject({ counted: 400, debited: 400 });
	await stub().spend("api_calls", 1, "one", 0);
	await runInDurableObject(stub(), (object, { storage }) => {
		storage.sql.exec("UPDATE minutes SET minute = minute - 60000");
		return object.alarm();
	});
	const { flushes } = await stub().read(0);
	expect(flushes.map(({ sequence }) => sequence)).toEqual([8]);
});

test("what is too dear to lease is counted at once, and a repetition of it is not", async () => {
	const { stub } = await meterWith({ limit: null });
	await stub().push({ ...snapshotOf({ limit: null }, 5), quotas: [{ meter: "inferences", limit: 10, hard: true }] });
	expect(await stub().spend("inferences", 6, "one", 0)).toBe(true);
	expect(await stub().spend("inferences", 6, "one", 0)).toBe(true);
	expect(await stub().spend("inferences", 6, "two", 0)).toBe(false);
	expect(await stub().spend("inferences", 4, "three", 0)).toBe(true);
	const { counters } = await stub().read(0);
	expect(counters.find(({ meter }) => meter === "inferences")).toMatchObject({ counted: 10, debited: 10 });
});
