import { and, asc, lt, sql } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import { askShards } from "#worker/kernel/shard-pages";
import { notMoving } from "#worker/kernel/shards";
import type { SystemDb } from "#worker/kernel/system-db";
import { DAY } from "#worker/kernel/time";
import { KEPT_DAYS } from "./rules";
import { apiLogs } from "./shard-tables";

/** 160,000 lines an hour and shard: more than come in at forty requests a second. */
const PACE = { rows: 4_000, pages: 40 };

/**
 * Forgets lines of more than 90 days on every shard, oldest first, in pages; what is too much for one run is left to the
 * next. Tenants on the move are left alone: their copies are compared. @returns lines
 */
export async function forgetApiLogs(ctx: SystemContext, pace = PACE): Promise<number> {
	const counts = await askShards(ctx, (shard) => forgetOn(shard, ctx.now - KEPT_DAYS * DAY, pace));
	return counts.reduce((sum, count) => sum + count, 0);
}

async function forgetOn(shard: SystemDb, before: number, pace: typeof PACE): Promise<number> {
	const old = and(lt(apiLogs.at, before), notMoving(apiLogs));
	const orderBy = [asc(apiLogs.at), asc(apiLogs.id)];
	let forgotten = 0;
	for (let page = 0; page < pace.pages; page++) {
		const rows = await shard.select({ id: apiLogs.id }, apiLogs, { where: old, orderBy, limit: pace.rows });
		const those = sql`id IN (SELECT value FROM json_each(${JSON.stringify(rows.map(({ id }) => id))}))`;
		if (rows.length > 0) await shard.batch([shard.remove(apiLogs, and(those, old))]);
		forgotten += rows.length;
		if (rows.length < pace.rows) break;
	}
	return forgotten;
}
