import fc from "fast-check";
import { expect, test } from "vitest";
import { system, tenant } from "#tests/factories";
import { subscriber } from "#tests/subscribers";
import type { TenantContext } from "#worker/kernel/context";
import type { Use } from "#worker/kernel/meters";
import { readShard, writeShard } from "#worker/kernel/shards";
import { DAY, HOUR, iso, MINUTE } from "#worker/kernel/time";
import { ingestEvents } from "../ingestion/ingest-events";
import { createMeter } from "../meters/manage-meters";
import { readUse } from "../quotas/read-use";
import { AGGREGATIONS, type Aggregation } from "../rules";
import { usageFlushes } from "../shard-tables";
import { exportUsage } from "./export-usage";
import { readSummary } from "./read-summary";
import { readUsage } from "./read-usage";
import { addToRollUps } from "./roll-ups";
import { usageBetween } from "./usage-between";
import { UsageQuery } from "./usage-schemas";

const MIDNIGHT = Date.UTC(2026, 10, 20);

const ask = (ctx: TenantContext, query: Record<string, string> = {}) => readUsage(ctx, UsageQuery.parse(query));
const range = (from: number, to: number) => ({ from: iso(from), to: iso(to) });

async function metersOf(aggregations: readonly Aggregation[]) {
	const name = crypto.randomUUID().slice(0, 8);
	const words = { name: { en: "Sales", id: "Penjualan" }, unit: "sale" };
	const shape = { ...words, eventType: name, valueProperty: "v", groupBy: ["branch", "group"] };
	for (const aggregation of aggregations)
		await createMeter(system(), { code: `m_${name}_${aggregation}`, aggregation, ...shape });
	return { type: name, codeOf: (aggregation: Aggregation) => `m_${name}_${aggregation}` };
}

/** The object as it would answer, with calls that are open and flushes on their way. */
const withOpen = (
	ctx: TenantContext,
	open: Use[],
	flushes: { sequence: number; rows: Use[] }[] = [],
): TenantContext => ({
	...ctx,
	meters: { ...ctx.meters, read: async () => ({ counters: [], open, flushes }) },
});
const call = (minute: number, count = 1, key = "key_a", endpoint = "GET /a"): Use => {
	return { meter: "api_calls", minute, key, endpoint, count };
};

async function rolledUp(ctx: TenantContext, uses: Use[], sequence = 1) {
	const shard = await writeShard(ctx, ctx.tenantId);
	const rows = uses.map(({ meter, minute, key, endpoint, count }) => {
		return { meter, at: minute, key, split: endpoint, value: count, count };
	});
	await shard.batch([
		shard.insert(usageFlushes, { sequence, appliedAt: ctx.now }),
		...addToRollUps(shard, "sum", rows),
	]);
}

test("every window of the range is told, those without use as 0", async () => {
	const { ctx } = await tenant();
	await rolledUp(ctx, [call(MIDNIGHT + HOUR, 5), call(MIDNIGHT + 2 * HOUR + MINUTE, 2), call(MIDNIGHT - DAY, 9)]);
	const hours = await ask(ctx, { window: "hour", ...range(MIDNIGHT, MIDNIGHT + 4 * HOUR) });
	expect(hours.items.map(({ value }) => value)).toEqual([0, 5, 2, 0]);
	expect(hours).toMatchObject({ total: 7, from: iso(MIDNIGHT), to: iso(MIDNIGHT + 4 * HOUR), unit: "call" });
	const days = await ask(ctx, { from: "2026-11-18", to: "2026-11-21" });
	expect(days.items).toEqual([
		{ start: iso(MIDNIGHT - 2 * DAY), value: 0 },
		{ start: iso(MIDNIGHT - DAY), value: 9 },
		{ start: iso(MIDNIGHT), value: 7 },
	]);
	const months = await ask(ctx, { window: "month", from: "2026-10-01", to: "2026-12-01" });
	expect(months.items.map(({ value }) => value)).toEqual([0, 16]);
});

test("without a range it is this period so far, by day", async () => {
	const { ctx } = await tenant();
	await rolledUp(ctx, [call(MIDNIGHT, 3), call(Date.UTC(2026, 9, 31), 100)]);
	const usage = await ask(ctx);
	expect(usage).toMatchObject({ window: "day", meter: "api_calls", from: "2026-11-01T00:00:00.000Z", total: 3 });
	expect(usage.items).toHaveLength(20);
	expect((await ask(ctx, { window: "hour" })).items).toHaveLength(25);
	expect((await ask(ctx, { window: "month" })).items).toHaveLength(12);
});

test("what the object has not handed over is in it, what it has is not in it twice", async () => {
	const { ctx } = await tenant();
	await rolledUp(ctx, [call(MIDNIGHT, 5)], 1);
	const flushes = [
		{ sequence: 1, rows: [call(MIDNIGHT, 5)] },
		{ sequence: 2, rows: [call(MIDNIGHT + MINUTE, 3)] },
	];
	const other = { ...call(MIDNIGHT, 50), meter: "inferences" };
	const open = withOpen(ctx, [call(MIDNIGHT + 2 * MINUTE, 2, "key_b"), call(MIDNIGHT - DAY, 90), other], flushes);
	const query = { window: "hour", ...range(MIDNIGHT, MIDNIGHT + HOUR) };
	expect(await ask(open, query)).toMatchObject({ total: 10, items: [{ value: 10 }] });
	expect(await ask(open, { ...query, key: "key_01h2xcejqtf2nbrexx3vqjhp41" })).toMatchObject({ total: 0 });
	expect(await usageBetween(open, "api_calls", MIDNIGHT, MIDNIGHT + HOUR)).toBe(10);
	expect(await usageBetween(open, "api_calls", MIDNIGHT + 1, MIDNIGHT + HOUR)).toBe(0);
	const { groups } = await ask(open, { ...query, groupBy: "key" });
	expect(groups?.map(({ group, total }) => [group, total])).toEqual([
		["key_a", 8],
		["key_b", 2],
	]);
});

test("by key and by endpoint, the largest first", async () => {
	const { ctx } = await tenant();
	const many = Array.from({ length: 30 }, (_, n) => call(MIDNIGHT, n + 1, "", `GET /${n}`));
	await rolledUp(ctx, [...many, call(MIDNIGHT + HOUR, 1_000, "key_b", "GET /3")]);
	const query = { window: "hour", ...range(MIDNIGHT, MIDNIGHT + 2 * HOUR) };
	const { groups, total } = await ask(ctx, { ...query, groupBy: "endpoint" });
	expect(total).toBe((30 * 31) / 2 + 1_000);
	expect(groups).toHaveLength(20);
	expect(groups?.[0]).toMatchObject({ group: "GET /3", total: 1_004, items: [{ value: 4 }, { value: 1_000 }] });
	expect(groups?.[1]).toMatchObject({ group: "GET /29", total: 30 });
	const byKey = await ask(ctx, { ...query, groupBy: "key" });
	expect(byKey.groups?.map(({ group }) => group)).toEqual(["key_b", null]);
});

test.each([
	[{ meter: "no_such_meter" }, "?meter"],
	[{ meter: "seats" }, "?meter"],
	[{ groupBy: "channel" }, "?groupBy"],
	[{ from: "2026-11-20", to: "2026-11-20" }, "?to"],
	[{ window: "hour", from: "2026-09-20", to: "2026-11-20" }, "?from"],
	[{ window: "day", from: "2020-09-20" }, "?from"],
	[{ window: "month", from: "2010-01-01" }, "?from"],
])("%j is a 422 that names %s", async (query, pointer) => {
	const { ctx } = await tenant();
	const asked = ask(ctx, query as Record<string, string>);
	await expect(asked).rejects.toMatchObject({ code: "validation_failed", issues: [{ pointer }] });
});

type Sent = { v: number; group: string | null; branch: number; ago: number };
const sent: fc.Arbitrary<Sent> = fc.record({
	v: fc.nat(5),
	group: fc.constantFrom("web", "app", "o'", null),
	branch: fc.nat(2),
	ago: fc.integer({ min: 0, max: 30 * DAY }),
});

/** One number of these events, counted the simplest way. */
function naive(events: readonly Sent[], aggregation: Aggregation): number {
	const values = events.map(({ v }) => v);
	if (aggregation === "sum") return values.reduce((a, b) => a + b, 0);
	if (aggregation === "unique") return new Set(values).size;
	if (aggregation === "max") return Math.max(0, ...values);
	const latest = Math.min(...events.map(({ ago }) => ago));
	return Math.max(0, ...events.filter(({ ago }) => ago === latest).map(({ v }) => v));
}

test("by each aggregation windows, totals, groups and sums over whole hours are what a naive count says", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(sent, { minLength: 1, maxLength: 25 }),
			fc.integer({ min: 0, max: 30 * DAY }),
			fc.integer({ min: 0, max: 10 * DAY }),
			async (events, begins, lasts) => {
				const { ctx } = await tenant();
				const { type, codeOf } = await metersOf(AGGREGATIONS);
				const event = ({ ago, ...data }: Sent, n: number) => {
					return { specversion: "1.0", id: `${n}`, source: "/s", type, time: iso(ctx.now - ago), data };
				};
				expect(await ingestEvents(ctx, events.map(event))).toMatchObject({ accepted: events.length });
				const within = (start: number, end: number) =>
					events.filter(({ ago }) => ctx.now - ago >= start && ctx.now - ago < end);
				const first = ctx.now - 30 * DAY - ((ctx.now - 30 * DAY) % DAY);
				for (const aggregation of AGGREGATIONS) {
					const meter = codeOf(aggregation);
					const days = await ask(ctx, { meter, ...range(first, ctx.now + 1), groupBy: "group" });
					expect(days.total).toBe(naive(events, aggregation));
					expect(days.items.map(({ value }) => value)).toEqual(
						days.items.map(({ start }) => naive(within(Date.parse(start), Date.parse(start) + DAY), aggregation)),
					);
					for (const { group, total } of days.groups ?? [])
						expect(total).toBe(
							naive(
								events.filter((one) => one.group === group),
								aggregation,
							),
						);
					expect(new Set(days.groups?.map(({ group }) => group))).toEqual(new Set(events.map(({ group }) => group)));
					const whole = (ms: number) => ms - (ms % HOUR);
					const [from, to] = [whole(ctx.now - begins), whole(ctx.now - begins + lasts)];
					expect(await usageBetween(ctx, meter, from, to)).toBe(naive(within(from, to), aggregation));
				}
			},
		),
		{ numRuns: 10 },
	);
}, 90_000);

test("as CSV: a line a window, and one for each group", async () => {
	const { ctx } = await tenant();
	await rolledUp(ctx, [call(MIDNIGHT, 5), call(MIDNIGHT, 2, "key_b", "=cmd()")]);
	const query = { window: "hour", ...range(MIDNIGHT, MIDNIGHT + HOUR) };
	const plain = await exportUsage(ctx, UsageQuery.parse(query));
	expect(plain.headers.get("content-disposition")).toContain("api_calls-2026-11-20");
	expect(await plain.text()).toBe("start,value,unit\r\n2026-11-20T00:00:00.000Z,7,call\r\n");
	const lines = (await (await exportUsage(ctx, UsageQuery.parse({ ...query, groupBy: "endpoint" }))).text()).split(
		"\r\n",
	);
	expect(lines).toContain("2026-11-20T00:00:00.000Z,GET /a,5,call");
	expect(lines).toContain("2026-11-20T00:00:00.000Z,'=cmd(),2,call");
});

test("the summary tells each meter's use, its limit, and how it was at the same point of the period before", async () => {
	const { ctx } = await tenant();
	const before = Date.UTC(2026, 9, 5);
	await rolledUp(ctx, [call(Date.UTC(2026, 10, 5), 30), call(before, 20), call(Date.UTC(2026, 9, 31), 500)]);
	const { period, items } = await readSummary(ctx);
	expect(period).toEqual({ start: "2026-11-01T00:00:00.000Z", end: "2026-12-01T00:00:00.000Z" });
	const of = (code: string) => items.find(({ meter }) => meter === code);
	expect(of("api_calls")).toMatchObject({ used: 30, limit: 1_000, before: 20, trend: 50 });
	expect(of("seats")).toMatchObject({ used: 1, limit: 2, percent: 50, before: null, trend: null });
	expect(of("inferences")).toMatchObject({ used: 0, before: 0, trend: null });
});

test("calls of a paid period's first hour are in the summary at once, as in the quota; after a reset the hours are", async () => {
	const start = MIDNIGHT + 3 * HOUR + 20 * MINUTE;
	const { ctx } = await subscriber({}, start);
	const at = (now: number) => ({ ...ctx, now, meters: system(now).meters });
	const usedAt = async (now: number) => {
		const [{ items }, { quotas }] = await Promise.all([readSummary(at(now)), readUse(at(now), ["api_calls"])]);
		return [items.find(({ meter }) => meter === "api_calls")?.used, quotas[0]?.used];
	};
	const spend = (now: number, calls: number) =>
		at(now).meters.spend(ctx.tenantId, "api_calls", calls, crypto.randomUUID());
	await spend(start + MINUTE, 7);
	expect(await usedAt(start + MINUTE)).toEqual([7, 7]);
	await spend(start + 2 * HOUR, 5);
	expect(await usedAt(start + 2 * HOUR)).toEqual([12, 12]);
	// The bill's hours begin at four.
	expect(await usageBetween(at(start + 2 * HOUR), "api_calls", start, start + DAY)).toBe(5);

	await at(start + 2 * HOUR).meters.reset(ctx.tenantId, "api_calls");
	expect(await usedAt(start + 2 * HOUR)).toEqual([5, 0]);
});

test("other tenants' use is nowhere in it", async () => {
	const [mine, theirs] = [await tenant(), await tenant()];
	await rolledUp(theirs.ctx, [call(MIDNIGHT, 5)]);
	expect((await ask(mine.ctx, range(MIDNIGHT, MIDNIGHT + DAY))).total).toBe(0);
	expect(await (await readShard(mine.ctx, mine.ctx.tenantId)).list(usageFlushes)).toEqual([]);
});
