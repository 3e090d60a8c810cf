import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { NOW, person, request, system, tenant } from "#tests/factories";
import { logLine, placedAt } from "#tests/shards";
import type { TenantContext } from "#worker/kernel/context";
import { newId } from "#worker/kernel/ids";
import { among } from "#worker/kernel/many";
import { fences } from "#worker/kernel/shard-tables";
import { DAY, HOUR, iso } from "#worker/kernel/time";
import { forgetApiLogs } from "./forget-api-logs";
import type { ApiLogLine } from "./line";
import { readDeprecated } from "./read-deprecated";
import { readAllStatistics, readStatistics } from "./read-statistics";
import { apiLogs } from "./shard-tables";
import { everyHour, rangeOf } from "./statistics-rules";
import { writeLines } from "./write-lines";

const line = (ctx: TenantContext | null, at: number, rest: Partial<ApiLogLine> = {}): ApiLogLine => ({
	...logLine(ctx?.tenantId ?? null, "/x", at),
	...rest,
});
/** Ranges of their own, years before what other tests write. */
const THEN = Math.floor((NOW - 1500 * DAY) / HOUR) * HOUR;
/** Before 1970: what is forgotten then is nobody else's. */
const EARLIER = -1000 * DAY;

test("what a tenant's requests were like: rates, percentiles, hours and endpoints; sampled lines count for all", async () => {
	const [ctx, other] = [await placedAt("01"), await placedAt("01")];
	await writeLines(system(), [
		line(ctx, NOW - HOUR, { duration: 10, weight: 10 }),
		line(ctx, NOW - HOUR + 1, { duration: 126, weight: 8, route: "/y" }),
		line(ctx, NOW - 2 * HOUR, { duration: 3456, status: 500 }),
		line(ctx, NOW - 2 * HOUR, { duration: 20, status: 404, method: "POST" }),
		line(ctx, NOW - 2 * DAY, { status: 404 }),
		line(other, NOW - HOUR, { status: 404 }),
	]);
	const found = await readStatistics({ ...ctx, now: NOW }, {});
	expect(found).toMatchObject({ requests: 20, errors: 2, errorRate: 0.1, serverErrors: 1, slow: 1 });
	expect(found).toMatchObject({ p50: 10, p95: 120, from: iso(NOW - DAY), to: iso(NOW) });
	expect(found.hours).toHaveLength(24);
	expect(found.hours.filter(({ requests }) => requests > 0)).toEqual([
		{ start: iso(NOW - 2 * HOUR), requests: 2, errors: 2, errorRate: 1 },
		{ start: iso(NOW - HOUR), requests: 18, errors: 0, errorRate: 0 },
	]);
	expect(found.endpoints).toEqual([
		{ method: "GET", route: "/x", requests: 11, errors: 1, errorRate: 1 / 11, meanDuration: Math.round(3556 / 11) },
		{ method: "GET", route: "/y", requests: 8, errors: 0, errorRate: 0, meanDuration: 126 },
		{ method: "POST", route: "/x", requests: 1, errors: 1, errorRate: 1, meanDuration: 20 },
	]);
	const nothing = await readStatistics({ ...ctx, now: NOW }, { from: NOW - 10 * DAY, to: NOW - 9 * DAY });
	expect(nothing).toMatchObject({ requests: 0, errorRate: 0, p50: null, p95: null, endpoints: [] });
});

test("staff sees who calls most, what took longest and which hours had unusually many errors, over all shards", async () => {
	const [one, two] = [await placedAt("00"), await placedAt("01")];
	const quiet = Array.from({ length: 6 }, (_, hour) => line(one, THEN + hour * HOUR, { weight: 50 }));
	const slow = line(two, THEN + HOUR, { duration: 5000, route: "/slow" });
	await writeLines(system(), [
		...quiet,
		slow,
		line(two, THEN + 3 * HOUR, { status: 500, weight: 20 }),
		line(null, THEN + HOUR, { status: 401, duration: 1200, actorKind: "anonymous" }),
	]);
	const found = await readAllStatistics(system(), { from: THEN, to: THEN + 6 * HOUR });
	expect(found).toMatchObject({ requests: 322, errors: 21, serverErrors: 20, slow: 2 });
	expect(found.tenants).toEqual([
		{ tenant: { id: one.tenantId, name: "Toko Bunga" }, requests: 300, errors: 0, errorRate: 0 },
		{ tenant: { id: two.tenantId, name: "Toko Bunga" }, requests: 21, errors: 20, errorRate: 20 / 21 },
		{ tenant: null, requests: 1, errors: 1, errorRate: 1 },
	]);
	expect(found.slowest.map(({ id, duration }) => [id, duration])).toEqual([
		[slow.id, 5000],
		[expect.any(String), 1200],
	]);
	expect(found.spikes).toEqual([{ start: iso(THEN + 3 * HOUR), requests: 70, errors: 20, errorRate: 20 / 70 }]);
	expect(found.endpoints.map(({ route, requests }) => [route, requests])).toEqual([
		["/x", 321],
		["/slow", 1],
	]);
	const range = { from: THEN, to: THEN + 6 * HOUR, tenantId: two.tenantId };
	expect(await readAllStatistics(system(), range)).toMatchObject({ requests: 21, tenants: [{ requests: 21 }] });
});

test("an hour is what its lines come to, whatever comes twice, is forgotten, or belongs to nobody", async () => {
	const [ctx, other] = [await placedAt("01"), await placedAt("01")];
	const shard = system().shards.at("01");
	const start = THEN - 300 * DAY;
	const someLine = fc.record({
		...{ at: fc.integer({ min: start, max: start + 3 * HOUR }), duration: fc.integer({ min: 0, max: 20_000 }) },
		...{ status: fc.constantFrom(200, 404, 500), weight: fc.integer({ min: 1, max: 5 }) },
		...{
			route: fc.constantFrom("/x", "/y"),
			method: fc.constantFrom("GET", "POST"),
			of: fc.constantFrom(ctx, other, null),
		},
	});
	/** The same sums, from the lines. */
	const hours = sql`SELECT count(*) AS wrong FROM (
		SELECT * FROM (SELECT coalesce(tenant_id, ''), at - at % 3600000, method, route, sum(weight), sum(iif(status >= 400, weight, 0)),
			sum(iif(status >= 500, weight, 0)), sum(iif(duration > 1000, weight, 0)), sum(weight * duration)
			FROM api_logs GROUP BY 1, 2, 3, 4)
		EXCEPT SELECT * FROM api_log_hours)`;
	const sums = sql`(SELECT count(*) FROM (SELECT DISTINCT coalesce(tenant_id, ''), at - at % 3600000, method, route FROM api_logs))`;
	const wrong = async () => {
		const [row] = await shard.select(
			{
				differs: sql<number>`(${hours})`,
				more: sql<number>`(SELECT count(*) FROM api_log_hours) - ${sums}`,
				requests: sql<number>`(SELECT sum(requests) FROM api_log_durations) - (SELECT sum(weight) FROM api_logs)`,
			},
			fences,
			{ limit: 1 },
		);
		return row;
	};
	const fence = { tenantId: other.tenantId, moveId: newId("tenantMove"), side: "arrived" as const, at: 0 };
	await shard.batch([shard.insert(fences, fence)]);
	await fc.assert(
		fc.asyncProperty(fc.array(someLine, { minLength: 1, maxLength: 30 }), fc.nat(), async (drawn, seed) => {
			const lines = drawn.map(({ of, at, ...rest }) => line(of, at, rest));
			await writeLines(system(), lines);
			await writeLines(system(), [...lines.slice(seed % lines.length), ...lines.slice(0, 2)]);
			const gone = lines.filter((_, n) => (n + seed) % 3 === 0).map(({ id }) => id);
			await shard.batch([shard.remove(apiLogs, among(apiLogs.id, gone))]);
			expect(await wrong()).toEqual({ differs: 0, more: 0, requests: 0 });
		}),
		{ numRuns: 15 },
	);
});

test("copies of a move are not counted twice", async () => {
	const ctx = await placedAt("00");
	const at = THEN - 10 * DAY;
	const copied = [line(ctx, at, { deprecated: true }), line(ctx, at + 1)];
	await writeLines(system(), copied);
	const target = system().shards.at("01");
	const fence = { tenantId: ctx.tenantId, moveId: newId("tenantMove"), side: "arriving" as const, at: 0 };
	await target.batch([target.insertMany(apiLogs, copied), target.insert(fences, fence)]);
	const range = { from: at, to: at + HOUR };
	expect((await readAllStatistics(system(), range)).requests).toBe(2);
	expect((await readDeprecated(system(), range)).items).toMatchObject([{ requests: 1, tenants: 1 }]);
});

test("who still calls a deprecated route, how often, and when last", async () => {
	const [one, two] = [await placedAt("00"), await placedAt("01")];
	const at = THEN - 50 * DAY;
	const key = { deprecated: true, route: "/old", actorKind: "key" as const };
	const keys = [newId("apiKey"), newId("apiKey")];
	await writeLines(system(), [
		line(one, at, { ...key, actorId: keys[0] as string, weight: 2 }),
		line(one, at + 5, { ...key, actorId: keys[0] as string }),
		line(two, at + 9, { ...key, actorId: keys[1] as string }),
		line(two, at + 1, { ...key, method: "POST", actorId: keys[1] as string }),
		line(two, at + 1),
	]);
	const { items } = await readDeprecated(system(), { from: at, to: at + DAY });
	const name = "Toko Bunga";
	const caller = (tenantId: string, id: string | undefined, requests: number, lastAt: number) => ({
		...{ tenant: { id: tenantId, name }, actor: { kind: "key", id, name: null }, requests, lastAt: iso(lastAt) },
	});
	expect(items).toEqual([
		{
			...{ method: "GET", route: "/old", requests: 4, tenants: 2, lastAt: iso(at + 9) },
			callers: [caller(one.tenantId, keys[0], 3, at + 5), caller(two.tenantId, keys[1], 1, at + 9)],
		},
		{
			...{ method: "POST", route: "/old", requests: 1, tenants: 1, lastAt: iso(at + 1) },
			callers: [caller(two.tenantId, keys[1], 1, at + 1)],
		},
	]);
});

test("lines of more than 90 days are forgotten on every shard, oldest first, in pages; a tenant on the move keeps its own", async () => {
	const [one, two, moving] = [await placedAt("00"), await placedAt("01"), await placedAt("01")];
	const old = EARLIER - 90 * DAY;
	await writeLines(system(), [
		...[-3, -2, -1, 0].map((ms) => line(one, old + ms)),
		...[-1, 0].flatMap((ms) => [line(two, old + ms), line(moving, old + ms)]),
	]);
	const shard = system().shards.at("01");
	const fence = { tenantId: moving.tenantId, moveId: newId("tenantMove"), side: "leaving" as const, at: 0 };
	await shard.batch([shard.insert(fences, fence)]);
	const left = async () => {
		const all = await Promise.all(system().shards.codes.map((code) => system().shards.at(code).list(apiLogs)));
		const mine = (ctx: TenantContext) => all.flat().filter((row) => row.tenantId === ctx.tenantId);
		return [one, two, moving].map((ctx) => mine(ctx).length);
	};
	expect(await forgetApiLogs(system(EARLIER), { rows: 1, pages: 2 })).toBe(3);
	expect(await left()).toEqual([2, 1, 2]);
	expect(await forgetApiLogs(system(EARLIER))).toBe(1);
	expect(await forgetApiLogs(system(EARLIER))).toBe(0);
	expect(await left()).toEqual([1, 1, 2]);
});

test("a range has an end after its start, and a bound", async () => {
	const most = { usual: DAY, most: 31 * DAY };
	expect(rangeOf({}, NOW, most)).toEqual({ start: NOW - DAY, end: NOW });
	expect(rangeOf({ to: THEN }, NOW, most)).toEqual({ start: THEN - DAY, end: THEN });
	expect(rangeOf({ from: NOW - 31 * DAY }, NOW, most).start).toBe(NOW - 31 * DAY);
	expect(() => rangeOf({ from: NOW - 31 * DAY - 1 }, NOW, most)).toThrow("At most 31 days at once.");
	expect(() => rangeOf({ from: NOW }, NOW, most)).toThrow("after `from`");
	expect(everyHour([], { start: THEN + 1, end: THEN + HOUR + 1 }).map((hour) => hour.start)).toEqual([
		THEN,
		THEN + HOUR,
	]);

	const { owner } = await tenant();
	const days = (count: number) => `from=${iso(Date.now() - count * DAY)}`;
	const wrong = await request("GET", `/api/v1/api-logs/statistics?${days(40)}`, { as: owner });
	expect(await wrong.json()).toMatchObject({ code: "validation_failed", issues: [{ pointer: "?from" }] });
	expect((await request("GET", `/api/v1/api-logs/statistics?${days(3)}`, { as: owner })).status).toBe(200);
	const admin = await person("operator");
	for (const path of ["statistics", "deprecated"])
		expect((await request("GET", `/api/v1/admin/api-logs/${path}`, { as: admin })).status).toBe(200);
});
