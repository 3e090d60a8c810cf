import { and, desc, eq, gte, lt, sql } from "drizzle-orm";
import type { SystemContext, TenantContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { askShards } from "#worker/kernel/shard-pages";
import type { TenantReader } from "#worker/kernel/shards";
import { livesHere, readShard } from "#worker/kernel/shards";
import type { SystemDb } from "#worker/kernel/system-db";
import { DAY, type Period } from "#worker/kernel/time";
import { between } from "./filters";
import { errorRate, SLOW, spikesOf } from "./rules";
import type { ApiLogStatistics, StatisticsQuery, SystemApiLogStatistics, SystemStatisticsQuery } from "./schemas";
import { apiLogDurations, apiLogHours, apiLogs } from "./shard-tables";
import { busiest, everyHour, hoursOf, hourView, rangeOf, type ShardCounts, summary } from "./statistics-rules";
import { namesAnywhere, systemLineView, tenantView } from "./views";

const RANGE = { usual: DAY, most: 31 * DAY };
/** All tenants' hours of a range are read for one answer. */
const SYSTEM_RANGE = { usual: DAY, most: 7 * DAY };
const SLOWEST = 10;

const { start, method, route } = apiLogHours;
const requests = sql<number>`sum(${apiLogHours.requests})`;
const errors = sql<number>`sum(${apiLogHours.errors})`;
const hourly = {
	...{ start, requests, errors, serverErrors: sql<number>`sum(${apiLogHours.serverErrors})` },
	slow: sql<number>`sum(${apiLogHours.slow})`,
};
const byEndpoint = { method, route, requests, errors, duration: sql<number>`sum(${apiLogHours.duration})` };
const byTenant = { tenantId: apiLogHours.tenantId, requests, errors };
const byDuration = {
	duration: apiLogDurations.duration,
	requests: sql<number>`sum(${apiLogDurations.requests})`,
};
/** Hours of a range, of lines or of durations. */
const within = ({ start }: typeof apiLogHours | typeof apiLogDurations, range: Period) =>
	and(gte(start, range.start), lt(start, range.end));

/** What the tenant's requests of a range were like, by the hour and by endpoint. */
export async function readStatistics(ctx: TenantContext, query: StatisticsQuery): Promise<ApiLogStatistics> {
	const range = hoursOf(rangeOf(query, ctx.now, RANGE));
	return summary([await ofTenant(await readShard(ctx, ctx.tenantId), range)], range);
}

async function ofTenant(shard: TenantReader, range: Period): Promise<ShardCounts> {
	const where = within(apiLogHours, range);
	const [hours, durations, endpoints] = await shard.readAll([
		shard.toSelect(hourly, apiLogHours, { where, groupBy: [start] }),
		shard.toSelect(byDuration, apiLogDurations, {
			where: within(apiLogDurations, range),
			groupBy: [apiLogDurations.duration],
		}),
		shard.toSelect(byEndpoint, apiLogHours, { where, groupBy: [method, route] }),
	]);
	return { hours, durations, endpoints };
}

/** The same of all tenants, or of one; who calls most, what took longest, and hours with unusually many errors. */
export async function readAllStatistics(
	ctx: SystemContext,
	query: SystemStatisticsQuery,
): Promise<SystemApiLogStatistics> {
	const range = hoursOf(rangeOf(query, ctx.now, SYSTEM_RANGE));
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
	const of = (table: typeof apiLogHours | typeof apiLogDurations) =>
		and(only && eq(table.tenantId, only), within(table, range), livesHere(table));
	const where = of(apiLogHours);
	const { duration } = apiLogs;
	// As the partial index says it, so that it is used; the plus sign keeps others from it.
	const slow = and(sql`${duration} > ${sql.raw(String(SLOW))}`, between(range.start, range.end), livesHere(apiLogs));
	const ofOne = only && sql`+${apiLogs.tenantId} = ${only}`;
	const [hours, durations, endpoints, tenants, slowest] = await Promise.all([
		db.select(hourly, apiLogHours, { where, groupBy: [start] }),
		db.select(byDuration, apiLogDurations, { where: of(apiLogDurations), groupBy: [apiLogDurations.duration] }),
		db.select(byEndpoint, apiLogHours, { where, groupBy: [method, route] }),
		db.select(byTenant, apiLogHours, {
			...{ where, groupBy: [byTenant.tenantId], orderBy: [desc(requests)], limit: SLOWEST },
		}),
		db.list(apiLogs, { where: and(slow, ofOne), orderBy: [sql`+${duration} DESC`], limit: SLOWEST }),
	]);
	const callers = tenants.map(({ tenantId, ...counts }) => ({ tenantId: tenantId || null, ...counts }));
	return { hours, durations, endpoints, tenants: callers, slowest };
}
