import { eq, sql } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import { emit } from "#worker/kernel/outbox";
import { type Quota, quotasOf, type RecordMeter } from "./quotas";
import type { Limits } from "./schemas";
import { entitlements, quotaOverrides } from "./tables";

/** Before the first payment a tenant may do nothing that a plan limits. */
export const NO_LIMITS: Limits = { users: 1, branches: 0, storageBytes: 0, apiCalls: 0, inferences: 0 };

const missing = (ctx: TenantContext) =>
	new AppError("internal", undefined, { cause: new Error(`${ctx.tenantId} has no entitlements`) });

/** What the tenant may do now. Every tenant has exactly one row from its founding on. */
export async function readEntitlements(ctx: TenantContext) {
	const row = await ctx.db.find(entitlements, undefined);
	if (!row) throw missing(ctx);
	return row;
}

/** How much there may be of something that is counted in the database: as the plan says, or staff for this tenant. One call. */
export async function readRecordQuota(ctx: TenantContext, meter: RecordMeter): Promise<Quota> {
	const [[row], overrides] = await ctx.db.readAll([
		ctx.db.toList(entitlements, { limit: 1 }),
		ctx.db.toList(quotaOverrides, { where: eq(quotaOverrides.meter, meter) }),
	]);
	const quota = row && quotasOf(row.limits, [], overrides).find((one) => one.meter === meter);
	if (!quota) throw missing(ctx);
	return quota;
}

/**
 * Put this into every batch that changes what a tenant may do: its plan, limits, period, status, or what staff allows
 * it. The version tells an older answer from a newer one; the event brings it to the tenant's meter. Guarded, since a
 * tenant without entitlements must not go unnoticed.
 */
export function entitlementsChanged(
	ctx: TenantContext,
	changes: { planCode?: string; limits?: Limits } = {},
): Statement[] {
	const version = sql`${entitlements.version} + 1`;
	return [
		ctx.db.update(entitlements, undefined, { ...changes, version, updatedAt: ctx.now }),
		ctx.db.guard("entitlements_there"),
		emit(ctx, { type: "entitlements.changed" }),
	];
}
