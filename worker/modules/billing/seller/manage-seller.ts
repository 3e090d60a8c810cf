import { eq } from "drizzle-orm";
import { auditInstallation } from "#worker/kernel/audit";
import type { SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { SystemDb } from "#worker/kernel/system-db";
import type { TenantDb } from "#worker/kernel/tenant-db";
import type { SellerProfile } from "./schemas";
import { sellerProfile } from "./tables";

const THE_ROW = eq(sellerProfile.id, 1);

/** Who issues invoices. Without it nothing can be sold: a 409 says so. */
export async function readSeller(db: SystemDb | TenantDb): Promise<SellerProfile> {
	const row = "findShared" in db ? await db.findShared(sellerProfile, THE_ROW) : await db.find(sellerProfile, THE_ROW);
	if (!row) throw new AppError("conflict", "The billing settings of this installation are not filled in yet.");
	return row.profile;
}

/** Applies to invoices from now on; issued ones carry their own snapshot. */
export async function updateSeller(ctx: SystemContext, profile: SellerProfile): Promise<SellerProfile> {
	const before = await ctx.db.find(sellerProfile, THE_ROW);
	const entry = { action: "seller.update", resource: { kind: "seller", id: "1" }, after: profile };
	await ctx.db.batch([
		ctx.db.insertNew(sellerProfile, { id: 1, profile, updatedAt: ctx.now }),
		ctx.db.update(sellerProfile, THE_ROW, { profile, updatedAt: ctx.now }),
		auditInstallation(ctx, { ...entry, before: before?.profile }),
	]);
	return profile;
}
