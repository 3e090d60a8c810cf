import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { TenantPatch, TenantView } from "./schemas";
import { tenants } from "./tables";
import { tenantView } from "./views";

export async function readTenant(ctx: TenantContext): Promise<TenantView> {
	const row = await ctx.db.find(tenants, undefined);
	if (!row) throw new AppError("not_found");
	return tenantView(row);
}

/** Name, country and formats: what the settings page changes. */
export async function updateTenant(ctx: TenantContext, patch: TenantPatch): Promise<TenantView> {
	const { name, country, formats } = await readTenant(ctx);
	const resource = { kind: "tenant", id: ctx.tenantId };
	await ctx.db.batch([
		ctx.db.update(tenants, undefined, { ...patch, updatedAt: ctx.now }),
		audit(ctx, { action: "tenant.update", resource, before: { name, country, formats }, after: patch }),
	]);
	return readTenant(ctx);
}
