import { and, eq } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import type { Id } from "#worker/kernel/ids";
import { couponRedemptions } from "./tables";

const reservedFor = (planChangeId: Id<"planChange">) =>
	and(eq(couponRedemptions.planChangeId, planChangeId), eq(couponRedemptions.status, "reserved"));

/** The change is paid: what its coupons took off is spent. In the batch of the settlement. */
export function redeemCoupons(ctx: TenantContext, planChangeId: Id<"planChange"> | null): Statement[] {
	if (!planChangeId) return [];
	const changes = { status: "redeemed" as const, updatedAt: ctx.now };
	return [ctx.db.update(couponRedemptions, reservedFor(planChangeId), changes)];
}

/** The change is given up: others may use its coupons. In the batch of the cancellation. */
export function releaseCoupons(ctx: TenantContext, planChangeId: Id<"planChange"> | null): Statement[] {
	if (!planChangeId) return [];
	const changes = { status: "released" as const, updatedAt: ctx.now };
	return [ctx.db.update(couponRedemptions, reservedFor(planChangeId), changes)];
}
