import { runDurableObjectAlarm } from "cloudflare:test";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { tenantMeter } from "#objects/stubs";
import { bindings, system, tenant } from "#tests/factories";
import { keyOf } from "#tests/keys";
import { consume } from "#tests/mails";
import type { SystemContext, TenantContext } from "#worker/kernel/context";
import { type Id, newId } from "#worker/kernel/ids";
import type { Flush, Use } from "#worker/kernel/meters";
import { fences } from "#worker/kernel/shard-tables";
import { readShard } from "#worker/kernel/shards";
import { HOUR, MINUTE } from "#worker/kernel/time";
import { apiKeys } from "#worker/modules/identity/api-keys/tables";
import { tenants } from "#worker/modules/tenants/tables";
import { usageDays, usageFlushes, usageHours, usageMinutes } from "../shard-tables";
import { applyFlush } from "./apply-flush";

const FAR = Date.UTC(2100, 0, 1);
const jobOf = (tenantId: Id<"tenant">, flush: Flush) => {
	return { v: 1 as const, id: newId("event"), type: "usage.flushed" as const, tenantId, ...flush };
};

/** A tenant's real object, with limits that are in nobody's way. */
async function metered() {
	const { ctx } = await tenant();
	const object = tenantMeter(bindings, ctx.tenantId);
	await object.push({
		...{
			version: 1_000,
			status: "active",
			planCode: "free",
			shard: "00",
			larger: null,
			period: { start: 0, end: FAR },
		},
		...{ quotas: [{ meter: "api_calls", limit: null, hard: false }] },
		policies: [{ name: "tenant", requests: 10_000_000, windowSeconds: 60 }],
	});
	/** Calls that isolates report. */
	const report = async (uses: readonly Omit<Use, "meter">[]) => {
		const used = uses.reduce((sum, { count }) => sum + count, 0);
		const ask = {
			kind: "live",
			want: 1_000,
			calling: false,
			endpoint: "-",
			key: { id: newId("apiKey") },
			ip: null,
		} as const;
		const { outcome } = (await object.ask({ ...ask, id: crypto.randomUUID(), ahead: 0, reports: [] })) as never as {
			outcome: { id: string; calls: number };
		};
		expect(outcome.calls).toBeGreaterThanOrEqual(used);
		const all = uses.map((use) => ({ meter: "api_calls", ...use }));
		await object.report([{ lease: outcome.id, used, uses: all }]);
	};
	const counted = async () => (await object.read(0)).counters.find(({ meter }) => meter === "api_calls")?.counted ?? 0;
	return { ctx, object, report, counted };
}

async function totals(ctx: TenantContext) {
	const shard = await readShard(ctx, ctx.tenantId);
	const sum = (rows: { value: number }[]) => rows.reduce((total, { value }) => total + value, 0);
	return [sum(await shard.list(usageMinutes)), sum(await shard.list(usageHours)), sum(await shard.list(usageDays))];
}

const drained = (object: ReturnType<typeof tenantMeter>) =>
	vi.waitFor(
		async () => {
			const { open, flushes } = await object.read(0);
			expect([...open, ...flushes]).toEqual([]);
		},
		{ timeout: 10_000, interval: 100 },
	);

test("what the object counted comes to the roll-ups by its alarm and the queue, exactly", async () => {
	const { ctx, object, report, counted } = await metered();
	const key = await keyOf(ctx);
	const minute = Math.floor((Date.now() - HOUR) / MINUTE) * MINUTE;
	await report([
		{ minute, key: key.id, endpoint: "GET /tenant", count: 40 },
		{ minute: minute + 5 * MINUTE, key: key.id, endpoint: "GET /invoices", count: 2 },
		{ minute, key: newId("apiKey"), endpoint: "GET /tenant", count: 7 },
	]);
	expect(await runDurableObjectAlarm(object)).toBe(true);
	await drained(object);
	expect(await totals(ctx)).toEqual([49, 49, 49]);
	expect(await counted()).toBe(49);
	const row = await ctx.db.find(apiKeys, eq(apiKeys.id, key.id));
	expect(row?.lastUsedAt).toBe(minute + 5 * MINUTE);
});

const uses = fc.array(
	fc.record({
		minute: fc.integer({ min: 1, max: 3_000 }).map((n) => Math.floor(Date.now() / MINUTE - n) * MINUTE),
		key: fc.constantFrom("key_a", "key_b", ""),
		endpoint: fc.constantFrom("GET /a", "POST /b"),
		count: fc.integer({ min: 1, max: 30 }),
	}),
	{ minLength: 1, maxLength: 10 },
);
const story = fc.record({
	reports: fc.array(uses, { minLength: 1, maxLength: 4 }),
	order: fc.array(fc.nat(), { maxLength: 12 }),
});

/** Has the object close what isolates reported, some at a time. @returns its flushes; the queue has them, too */
async function flushesOf({ object, report }: Awaited<ReturnType<typeof metered>>, reports: Omit<Use, "meter">[][]) {
	const flushes = new Map<number, Flush>();
	for (const one of reports) {
		await report(one);
		await runDurableObjectAlarm(object);
		for (const flush of (await object.read(0)).flushes) flushes.set(flush.sequence, flush);
	}
	return [...flushes.values()];
}

/** The roll-ups have it, and the object does not hear of it. */
async function applyAndCrash(ctx: SystemContext, job: ReturnType<typeof jobOf>) {
	const applied = () => Promise.reject(new Error("crashed"));
	await expect(applyFlush({ ...ctx, meters: { ...ctx.meters, applied } }, job)).rejects.toThrow("crashed");
}

test("redelivered, out of order, at once, with crashes before they are confirmed: totals are the object's counters", async () => {
	await fc.assert(
		fc.asyncProperty(story, async ({ reports, order }) => {
			const meter = await metered();
			const { ctx, object } = meter;
			const jobs = (await flushesOf(meter, reports)).map((flush) => jobOf(ctx.tenantId, flush));
			const base = system(Date.now());
			for (const n of order) {
				const job = jobs[n % jobs.length] as ReturnType<typeof jobOf>;
				await (n % 2 ? applyAndCrash(base, job) : applyFlush(base, job));
			}
			await Promise.all([...jobs, ...jobs].map((job) => applyFlush(base, job)));
			await drained(object);
			const total = await meter.counted();
			expect(total).toBe(reports.flat().reduce((sum, { count }) => sum + count, 0));
			expect(await totals(ctx)).toEqual([total, total, total]);
			expect(await (await readShard(ctx, ctx.tenantId)).list(usageFlushes)).toHaveLength(jobs.length);
		}),
		{ numRuns: 8 },
	);
}, 90_000);

test("a flush of a tenant on the move waits, and is added where the tenant has gone", async () => {
	const { ctx, object, report } = await metered();
	const minute = Math.floor(Date.now() / MINUTE - 5) * MINUTE;
	await report([{ minute, key: "", endpoint: "GET /a", count: 3 }]);
	await ctx.db.batch([ctx.db.update(tenants, undefined, { shard: "00", movingTo: "01" })]);
	await runDurableObjectAlarm(object);
	const [flush] = (await object.read(0)).flushes;
	const job = jobOf(ctx.tenantId, flush as Flush);
	await expect(applyFlush(system(), job)).rejects.toMatchObject({ code: "not_ready" });
	// The queue keeps it as a new message: this one is done.
	expect((await consume([job])).explicitAcks).toHaveLength(1);
	const left = ctx.shards.at("00");
	const fence = { tenantId: ctx.tenantId, moveId: newId("tenantMove"), side: "left" as const, at: 0 };
	await left.batch([left.insert(fences, fence)]);
	await ctx.db.batch([ctx.db.update(tenants, undefined, { shard: "01", movingTo: null })]);
	await applyFlush(system(), job);
	const mine = eq(usageDays.tenantId, ctx.tenantId);
	expect(await ctx.shards.at("01").list(usageDays, { where: mine })).toMatchObject([{ value: 3 }]);
	expect(await left.list(usageDays, { where: mine })).toEqual([]);
});
