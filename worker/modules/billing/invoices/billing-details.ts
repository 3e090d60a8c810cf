import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { BillingDetails } from "./schemas";
import { billingDetails } from "./tables";

export async function readBillingDetails(ctx: TenantContext): Promise<BillingDetails> {
	const row = await ctx.db.find(billingDetails, undefined);
	if (!row) throw new AppError("not_found", "No billing details are stored yet.");
	return row.details;
}

/** From the next invoice on; issued invoices keep what they were addressed to. */
export async function updateBillingDetails(ctx: TenantContext, details: BillingDetails): Promise<BillingDetails> {
	const before = await ctx.db.find(billingDetails, undefined);
	const entry = { action: "billing_details.update", resource: { kind: "tenant", id: ctx.tenantId }, after: details };
	await ctx.db.batch([
		ctx.db.upsert(billingDetails, billingDetails.tenantId, { details, updatedAt: ctx.now }),
		audit(ctx, { ...entry, before: before?.details }),
	]);
	return details;
}
