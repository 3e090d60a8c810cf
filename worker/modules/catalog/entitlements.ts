import type { TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Limits } from "./schemas";
import { entitlements } from "./tables";

/** Before the first payment a tenant may do nothing that a plan limits. */
export const NO_LIMITS: Limits = { users: 1, branches: 0, storageBytes: 0, apiCalls: 0, inferences: 0 };

/** What the tenant may do now. Every tenant has exactly one row from its founding on. */
export async function readEntitlements(ctx: TenantContext) {
	const row = await ctx.db.find(entitlements, undefined);
	if (!row) throw new AppError("internal", undefined, { cause: new Error(`${ctx.tenantId} has no entitlements`) });
	return row;
}
