import { and, count, eq, sql } from "drizzle-orm";
import { auditInstallation } from "#worker/kernel/audit";
import type { SystemContext } from "#worker/kernel/context";
import { lostRace } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import { askShards } from "#worker/kernel/shard-pages";
import { shards } from "#worker/kernel/tables";
import { tenants } from "#worker/modules/tenants/tables";
import type { ShardView, WeightInput } from "./schemas";
import { tenantMoves } from "./tables";

/** Every shard that is bound, with who lives there: counted over an index, sizes as the databases say them. */
export async function listShards(ctx: SystemContext): Promise<{ items: ShardView[] }> {
	const { db, shards: bound } = ctx;
	const [weights, living, coming, sizes] = await Promise.all([
		db.list(shards),
		db.select({ code: tenants.shard, tenants: count() }, tenants, { groupBy: [tenants.shard] }),
		db.select({ code: tenantMoves.to, tenants: count() }, tenantMoves, {
			where: eq(tenantMoves.status, "copying"),
			groupBy: [tenantMoves.to],
		}),
		askShards(ctx, (_db, code) => bound.size(code)),
	]);
	const countOf = (rows: { code: string; tenants: number }[], code: string) =>
		rows.find((row) => row.code === code)?.tenants ?? 0;
	const items = bound.codes.map((code, at) => ({
		code,
		weight: weights.find((row) => row.code === code)?.weight ?? 0,
		tenants: countOf(living, code),
		arriving: countOf(coming, code),
		bytes: sizes[at] ?? 0,
	}));
	return { items };
}

/** Sets a shard's share of new tenants, also for one that was bound just now. One shard always takes some. */
export async function weighShard(ctx: SystemContext, code: string, { weight }: WeightInput): Promise<ShardView> {
	const { db, now } = ctx;
	if (!ctx.shards.codes.includes(code)) throw new AppError("not_found");
	const before = await db.find(shards, eq(shards.code, code));
	const another = sql`EXISTS (SELECT 1 FROM shards o WHERE o.code <> ${code} AND o.weight > 0)`;
	try {
		await db.batch([
			db.insertNew(shards, { code, weight: 0, createdAt: now }),
			db.update(shards, and(eq(shards.code, code), weight > 0 ? undefined : another), { weight }),
			db.guard("shard_weight"),
			auditInstallation(ctx, {
				...{ action: "shard.weigh", resource: { kind: "shard", id: code } },
				...{ before: { weight: before?.weight ?? 0 }, after: { weight } },
			}),
		]);
	} catch (error) {
		if (lostRace(error)) throw new AppError("conflict", "One shard has to take new tenants.", { cause: error });
		throw error;
	}
	const shard = (await listShards(ctx)).items.find((item) => item.code === code);
	if (!shard) throw new AppError("internal");
	return shard;
}
