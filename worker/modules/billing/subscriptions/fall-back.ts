import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { entitlementsChanged, NO_LIMITS } from "#modules/catalog";
import type { TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { type Id, newId } from "#worker/kernel/ids";
import type { Currency } from "#worker/kernel/money";
import type { Limits } from "#worker/modules/catalog/schemas";
import { plans } from "#worker/modules/catalog/tables";
import { subscriptions } from "./tables";

/** A plan that costs nothing a month, in the currency of who falls back to it. */
export type FreePlan = { id: Id<"plan">; code: string; productId: Id<"product">; limits: Limits; currency: Currency };

/** The first plan of the product on sale that costs nothing a month; null where the catalogue has none. One read. */
export async function findFreePlan(
	ctx: TenantContext,
	{ productId, currency }: { productId: Id<"product">; currency: Currency },
): Promise<FreePlan | null> {
	const free = sql`EXISTS (SELECT 1 FROM plan_prices WHERE plan_prices.plan_id = plans.id
		AND plan_prices.amount = 0 AND plan_prices.interval = 'month' AND plan_prices.currency = ${currency})`;
	const [plan] = await ctx.db.listShared(plans, {
		where: and(eq(plans.productId, productId), inArray(plans.state, ["public", "hidden"]), free),
		orderBy: [asc(plans.position), asc(plans.id)],
		limit: 1,
	});
	return plan ? { id: plan.id, code: plan.code, productId, limits: plan.limits, currency } : null;
}

/** What the tenant may do from now on. */
export function grantLimits(ctx: TenantContext, served: { code: string; limits: Limits } | null): Statement[] {
	return entitlementsChanged(ctx, served ? { planCode: served.code, limits: served.limits } : { limits: NO_LIMITS });
}

/**
 * What a tenant has when its paid subscription ends: an active one of the free plan, without a period, or nothing
 * where there is no such plan. Put it into the batch behind the statement that ends the old subscription: the
 * database takes one live subscription at a time.
 */
export function fallBackToFree(ctx: TenantContext, free: FreePlan | null): Statement[] {
	if (!free) return grantLimits(ctx, null);
	const row = {
		id: newId("subscription"),
		productId: free.productId,
		planId: free.id,
		planCode: free.code,
		interval: "month" as const,
		currency: free.currency,
		status: "active" as const,
		createdAt: ctx.now,
		updatedAt: ctx.now,
	};
	return [ctx.db.insert(subscriptions, row), ...grantLimits(ctx, free)];
}
