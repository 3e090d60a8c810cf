import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { tenants } from "#worker/modules/tenants/tables";
import { listKeys } from "./read-keys";
import { revokeKey } from "./revoke-key";
import type { ApiKeyQuery, KeyReason } from "./schemas";

/** A tenant's keys, as masked as its own people see them. @throws 404 where there is no such tenant */
export async function listTenantKeys(ctx: SystemContext, tenantId: Id<"tenant">, query: ApiKeyQuery) {
	return listKeys(await enter(ctx, tenantId), query);
}

/** Shuts out a key of a tenant's, as when it was found in public; the tenant reads who did it, and why. */
export async function revokeTenantKey(
	ctx: SystemContext,
	{ id, key }: { id: Id<"tenant">; key: Id<"apiKey"> },
	{ reason }: KeyReason,
): Promise<void> {
	await revokeKey(await enter(ctx, id), key, reason);
}

async function enter(ctx: SystemContext, tenantId: Id<"tenant">): Promise<TenantContext> {
	const inside = inTenant(ctx, ctx.db, tenantId);
	if (!(await inside.db.find(tenants, undefined))) throw new AppError("not_found");
	return inside;
}
