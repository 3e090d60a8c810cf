import { type SQL, sql } from "drizzle-orm";
import type { TenantTable } from "#worker/kernel/columns";
import type { SystemContext } from "#worker/kernel/context";
import { askShards } from "#worker/kernel/shard-pages";
import { notMoving } from "#worker/kernel/shards";
import type { SystemDb } from "#worker/kernel/system-db";
import { DAY } from "#worker/kernel/time";
import { EVENTS_KEPT } from "../ingestion/cloud-events";
import { usageEvents, usageFlushes, usageHours, usageMinutes, usageUniques } from "../shard-tables";
import { HOURS_KEPT, MINUTES_KEPT } from "./usage-ranges";

/** A flush is delivered again within days, never after so many. */
const FLUSHES_KEPT = 40 * DAY;
const PACE = { rows: 5_000, pages: 20 };

type Old = { table: TenantTable; where: SQL };

/** What has had its time; each is found over an index that begins with the time. */
function oldRows(now: number): Old[] {
	const highest = sql`(SELECT max(f.sequence) FROM usage_flushes f WHERE f.tenant_id = "usage_flushes"."tenant_id")`;
	return [
		{ table: usageMinutes, where: sql`start < ${now - MINUTES_KEPT}` },
		{ table: usageHours, where: sql`start < ${now - HOURS_KEPT}` },
		{ table: usageEvents, where: sql`received_at < ${now - EVENTS_KEPT}` },
		{ table: usageUniques, where: sql`"window" = 'hour' AND start < ${now - HOURS_KEPT}` },
		{ table: usageFlushes, where: sql`applied_at < ${now - FLUSHES_KEPT} AND sequence < ${highest}` },
	];
}

/**
 * Forgets minutes, hours, events and numbers of flushes that are kept no longer, on every shard, in pages; what is too
 * much for one run is left to the next. Tenants on the move are left alone: their copies are compared. @returns rows
 */
export async function forgetUsage(ctx: SystemContext, pace = PACE): Promise<number> {
	const counts = await askShards(ctx, async (shard) => {
		let forgotten = 0;
		for (const old of oldRows(ctx.now)) forgotten += await forget(shard, old, pace);
		return forgotten;
	});
	return counts.reduce((sum, count) => sum + count, 0);
}

async function forget(shard: SystemDb, { table, where }: Old, pace: typeof PACE): Promise<number> {
	const old = sql`${where} AND ${notMoving(table)}`;
	let forgotten = 0;
	for (let page = 0; page < pace.pages; page++) {
		const rows = await shard.select({ id: sql<number>`rowid` }, table, { where: old, limit: pace.rows });
		if (rows.length === 0) break;
		const some = sql`SELECT rowid FROM ${table} WHERE ${old} LIMIT ${rows.length}`;
		await shard.batch([shard.remove(table, sql`rowid IN (${some})`)]);
		forgotten += rows.length;
		if (rows.length < pace.rows) break;
	}
	return forgotten;
}
