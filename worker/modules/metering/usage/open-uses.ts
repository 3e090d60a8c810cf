import { sql } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { MeterState, Use } from "#worker/kernel/meters";
import type { TenantReader } from "#worker/kernel/shards";
import type { Meter } from "../meters/manage-meters";
import { usageFlushes } from "../shard-tables";

/** What a tenant's object knows and the roll-ups perhaps do not. */
export type OpenUses = Pick<MeterState, "open" | "flushes">;

/**
 * Asks the object, where calls are counted at all. Ask before the roll-ups: what is handed over in between is in them
 * then, and known by its number.
 */
export async function readOpenUses(ctx: TenantContext, meters: readonly Pick<Meter, "source">[]): Promise<OpenUses> {
	if (!meters.some(({ source }) => source === "admission")) return { open: [], flushes: [] };
	return ctx.meters.read(ctx.tenantId);
}

/** Which of those flushes the roll-ups have: to be asked in one call with the roll-ups. */
export function appliedOf(shard: TenantReader, { flushes }: OpenUses) {
	const asked = JSON.stringify(flushes.map(({ sequence }) => sequence));
	const where = sql`${usageFlushes.sequence} IN (SELECT value FROM json_each(${asked}))`;
	return shard.toSelect({ sequence: usageFlushes.sequence }, usageFlushes, { where });
}

/** What has to be added to the roll-ups. */
export function missingUses({ open, flushes }: OpenUses, applied: readonly { sequence: number }[]): Use[] {
	const known = new Set(applied.map(({ sequence }) => sequence));
	return [...open, ...flushes.filter(({ sequence }) => !known.has(sequence)).flatMap(({ rows }) => rows)];
}
