import { and, desc, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { SystemContext } from "#worker/kernel/context";
import { askShards } from "#worker/kernel/shard-pages";
import { livesHere } from "#worker/kernel/shards";
import type { SystemDb } from "#worker/kernel/system-db";
import { DAY, iso, type Period } from "#worker/kernel/time";
import { between } from "./filters";
import { KEPT_DAYS } from "./rules";
import type { DeprecatedUse, StatisticsQuery } from "./schemas";
import { apiLogs } from "./shard-tables";
import { rangeOf } from "./statistics-rules";
import { actorView, namesAnywhere, tenantView } from "./views";

const { method, route, tenantId, actorKind, actorId } = apiLogs;
const RANGE = { usual: 30 * DAY, most: KEPT_DAYS * DAY };
/** Callers of all deprecated routes that a shard names. */
const CALLERS = 100;

const use = { requests: sql<number>`sum(${apiLogs.weight})`, lastAt: sql<number>`max(${apiLogs.at})` };
const byRoute = { method, route, ...use, tenants: sql<number>`count(DISTINCT ${tenantId})` };
const byCaller = { method, route, tenantId, actorKind, actorId, ...use };

/** Deprecated routes that are still called, and who calls them: whom to tell before they go. */
export async function readDeprecated(ctx: SystemContext, query: StatisticsQuery): Promise<DeprecatedUse> {
	const range = rangeOf(query, ctx.now, RANGE);
	const shards = await askShards(ctx, (db) => ofShard(db, range));
	const callers = shards.flatMap((shard) => shard.callers).toSorted((a, b) => b.requests - a.requests);
	const names = await namesAnywhere(ctx, callers);
	const routes = Map.groupBy(
		shards.flatMap((shard) => shard.routes),
		(row) => `${row.method} ${row.route}`,
	);
	const items = [...routes].map(([name, rows]) => {
		const { method, route } = rows[0] as (typeof rows)[number];
		const sum = (of: "requests" | "tenants") => rows.reduce((total, row) => total + row[of], 0);
		const theirs = callers.filter((caller) => `${caller.method} ${caller.route}` === name);
		return {
			...{ method, route, requests: sum("requests"), tenants: sum("tenants") },
			lastAt: iso(Math.max(...rows.map((row) => row.lastAt))),
			callers: theirs.map((caller) => ({
				...{ tenant: tenantView(caller.tenantId, names), actor: actorView(caller, names) },
				...{ requests: caller.requests, lastAt: iso(caller.lastAt) },
			})),
		};
	});
	return { items: items.toSorted((a, b) => b.requests - a.requests) };
}

async function ofShard(db: SystemDb, { start, end }: Period) {
	// As the partial index says it, so that it is used.
	const where = and(sql`${apiLogs.deprecated} = 1`, between(start, end), livesHere(apiLogs));
	const grouped = (...by: SQLiteColumn[]) => ({ where, groupBy: by });
	const [routes, callers] = await Promise.all([
		db.select(byRoute, apiLogs, grouped(method, route)),
		db.select(byCaller, apiLogs, {
			...grouped(method, route, tenantId, actorKind, actorId),
			...{ orderBy: [desc(use.requests)], limit: CALLERS },
		}),
	]);
	return { routes, callers };
}
