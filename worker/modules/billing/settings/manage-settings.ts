import { eq } from "drizzle-orm";
import { auditInstallation } from "#worker/kernel/audit";
import type { SystemContext } from "#worker/kernel/context";
import type { SystemDb } from "#worker/kernel/system-db";
import type { TenantDb } from "#worker/kernel/tenant-db";
import { BillingSettings } from "./schemas";
import { billingSettings } from "./tables";

const THE_ROW = eq(billingSettings.id, 1);

/** How this installation bills; the defaults until somebody has changed them. */
export async function readBillingSettings(db: SystemDb | TenantDb): Promise<BillingSettings> {
	const row =
		"findShared" in db ? await db.findShared(billingSettings, THE_ROW) : await db.find(billingSettings, THE_ROW);
	return BillingSettings.parse(row?.settings ?? {});
}

export async function updateBillingSettings(ctx: SystemContext, settings: BillingSettings): Promise<BillingSettings> {
	const before = await readBillingSettings(ctx.db);
	const resource = { kind: "billing_settings", id: "1" };
	await ctx.db.batch([
		ctx.db.insertNew(billingSettings, { id: 1, settings, updatedAt: ctx.now }),
		ctx.db.update(billingSettings, THE_ROW, { settings, updatedAt: ctx.now }),
		auditInstallation(ctx, { action: "billing_settings.update", resource, before, after: settings }),
	]);
	return settings;
}
