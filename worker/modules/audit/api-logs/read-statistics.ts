import { and, desc, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { TenantTable } from "#worker/kernel/columns";
import type { SystemContext, TenantContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { askShards } from "#worker/kernel/shard-pages";
import type { TenantReader } from "#worker/kernel/shards";
import { livesHere, readShard } from "#worker/kernel/shards";
import type { SystemDb } from "#worker/kernel/system-db";
import { DAY, HOUR, type Period } from "#worker/kernel/time";
import { between } from "./filters";
import { errorRate, SLOW, spikesOf } from "./rules";
import type { ApiLogStatistics, StatisticsQuery, SystemApiLogStatistics, SystemStatisticsQuery } from "./schemas";
import { apiLogs } from "./shard-tables";
import { busiest, everyHour, hourView, rangeOf, type ShardCounts, summary } from "./statistics-rules";
import { namesAnywhere, systemLineView, tenantView } from "./views";

const { at, duration, weight, status, method, route, tenantId } = apiLogs;
const RANGE = { usual: DAY, most: 31 * DAY };
/** All tenants' lines of a range are read for one answer. */
const SYSTEM_RANGE = { usual: DAY, most: 7 * DAY };
const SLOWEST = 10;

const requests = sql<number>`sum(${weight})`;
const errors = sql<number>`sum(iif(${status} >= 400, ${weight}, 0))`;
const start = sql<number>`${at} - ${at} % ${sql.raw(String(HOUR))}`;
const hourly = {
	...{ start, requests, errors, serverErrors: sql<number>`sum(iif(${status} >= 500, ${weight}, 0))` },
	slow: sql<number>`sum(iif(${duration} > ${sql.raw(String(SLOW))}, ${weight}, 0))`,
};
/** To two digits: so there are some hundred of them, however many requests there were. */
const rounded = sql<number>`CASE WHEN ${duration} < 100 THEN ${duration} WHEN ${duration} < 1000 THEN ${duration} / 10 * 10
	WHEN ${duration} < 10000 THEN ${duration} / 100 * 100 ELSE ${duration} / 1000 * 1000 END`;
const byDuration = { duration: rounded, requests };
const byEndpoint = { ...{ method, route, requests, errors }, duration: sql<number>`sum(${weight} * ${duration})` };
const grouped = (...by: (SQL | SQLiteColumn)[]) => ({ groupBy: by as SQLiteColumn[] });

/** What the tenant's requests of a range were like, by the hour and by endpoint. */
export async function readStatistics(ctx: TenantContext, query: StatisticsQuery): Promise<ApiLogStatistics> {
	const range = rangeOf(query, ctx.now, RANGE);
	return summary([await ofTenant(await readShard(ctx, ctx.tenantId), range)], range);
}

async function ofTenant(shard: TenantReader, range: Period): Promise<ShardCounts> {
	const [table, where] = [apiLogs as TenantTable, between(range.start, range.end)];
	const [hours, durations, endpoints] = await shard.readAll([
		shard.toSelect(hourly, table, { where, ...grouped(start) }),
		shard.toSelect(byDuration, table, { where, ...grouped(rounded) }),
		shard.toSelect(byEndpoint, table, { where, ...grouped(method, route) }),
	]);
	return { hours, durations, endpoints };
}

/** The same of all tenants, or of one; who calls most, what took longest, and hours with unusually many errors. */
export async function readAllStatistics(
	ctx: SystemContext,
	query: SystemStatisticsQuery,
): Promise<SystemApiLogStatistics> {
	const range = rangeOf(query, ctx.now, SYSTEM_RANGE);
	const shards = await askShards(ctx, (db) => ofShard(db, range, query.tenantId));
	const callers = busiest(shards.flatMap((shard) => shard.tenants));
	const slowest = shards.flatMap((shard) => shard.slowest).toSorted((a, b) => b.duration - a.duration);
	const shown = slowest.slice(0, SLOWEST);
	const nobody = { actorKind: "anonymous" as const, actorId: "-" };
	const names = await namesAnywhere(ctx, [...shown, ...callers.map((caller) => ({ ...nobody, ...caller }))]);
	const hours = everyHour(
		shards.flatMap((shard) => shard.hours),
		range,
	);
	return {
		...summary(shards, range),
		tenants: callers.map(({ tenantId, ...counts }) => ({
			...{ tenant: tenantView(tenantId, names), ...counts, errorRate: errorRate(counts) },
		})),
		slowest: shown.map((line) => systemLineView(line, names)),
		spikes: spikesOf(hours).map(hourView),
	};
}

async function ofShard(db: SystemDb, range: Period, only?: Id<"tenant">) {
	const own = only && sql`${tenantId} = ${only}`;
	const where = and(own, between(range.start, range.end), livesHere(apiLogs));
	const most = [desc(requests)];
	// Not by the index of durations, which knows no range: the plus sign says so.
	const slow = { where: and(where, sql`+${duration} > ${SLOW}`), orderBy: [sql`+${duration} DESC`], limit: SLOWEST };
	const [hours, durations, endpoints, tenants, slowest] = await Promise.all([
		db.select(hourly, apiLogs, { where, ...grouped(start) }),
		db.select(byDuration, apiLogs, { where, ...grouped(rounded) }),
		db.select(byEndpoint, apiLogs, { where, ...grouped(method, route) }),
		db.select({ tenantId, requests, errors }, apiLogs, { where, ...grouped(tenantId), orderBy: most, limit: SLOWEST }),
		db.list(apiLogs, slow),
	]);
	return { hours, durations, endpoints, tenants, slowest };
}
