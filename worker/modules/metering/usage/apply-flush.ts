import type { JobOf } from "#queues/messages";
import type { SystemContext } from "#worker/kernel/context";
import { violates } from "#worker/kernel/database";
import type { Id } from "#worker/kernel/ids";
import { writeShard } from "#worker/kernel/shards";
import { touchKeys } from "#worker/modules/identity/api-keys/touch-keys";
import { usageFlushes } from "../shard-tables";
import { addToRollUps, type RollUpRow } from "./roll-ups";

/**
 * Adds a flush of a tenant's object to the roll-ups, once: its number and its rows are one batch, so that a redelivery
 * finds the number and adds nothing. Flushes may come in any order. @throws TenantMoving, for the queue to come back
 */
export async function applyFlush(ctx: SystemContext, job: JobOf<"usage.flushed">): Promise<void> {
	const { tenantId, sequence } = job;
	const shard = await writeShard(ctx, tenantId);
	const rows = job.rows.map(({ meter, minute, key, endpoint, count }): RollUpRow => {
		return { meter, at: minute, key, split: endpoint, value: count, count };
	});
	try {
		await shard.batch([
			shard.insert(usageFlushes, { sequence, appliedAt: ctx.now }),
			...addToRollUps(shard, "sum", rows),
		]);
	} catch (error) {
		if (!violates(error, "usage_flushes.tenant_id")) throw error;
	}
	await touchKeys(ctx.db, usesOfKeys(job.rows));
	await ctx.meters.applied(tenantId, sequence);
}

/** When each key was last used, to the minute. */
const usesOfKeys = (rows: JobOf<"usage.flushed">["rows"]) =>
	rows.filter(({ key }) => key !== "").map(({ key, minute }) => ({ id: key as Id<"apiKey">, at: minute }));
