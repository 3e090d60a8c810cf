import { and, desc, eq } from "drizzle-orm";
import { findPlanOnSale, priceOf } from "#modules/catalog";
import type { TenantContext } from "#worker/kernel/context";
import { lostRace, violates } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { tenants } from "#worker/modules/tenants/tables";
import { billingDetails } from "../invoices/tables";
import { readSeller } from "../seller/manage-seller";
import { mayPurchase } from "../subscriptions/rules";
import { subscriptions } from "../subscriptions/tables";
import { readPlanChange } from "./read-plan-change";
import type { PlanChangeInput, PlanChangeView } from "./schemas";
import { startPurchase } from "./start-purchase";

/**
 * Buys a plan for a tenant that has none paid yet: on trial, on a free plan, or still before its first
 * payment. The trial goes on until the invoice is paid; then the bought period begins.
 */
export async function purchasePlan(ctx: TenantContext, input: PlanChangeInput): Promise<PlanChangeView> {
	const [plan, seller, tenant, subscription, stored] = await Promise.all([
		findPlanOnSale(ctx.db, input.plan),
		readSeller(ctx.db),
		ctx.db.find(tenants, undefined),
		ctx.db.list(subscriptions, { orderBy: [desc(subscriptions.createdAt)], limit: 1 }).then(([row]) => row),
		ctx.db.find(billingDetails, undefined),
	]);
	if (!tenant || !subscription) throw new AppError("not_found");
	if (!mayPurchase(subscription))
		throw new AppError("conflict", `The subscription is ${subscription.status}: its invoice is what is to be paid.`);
	const price = priceOf(plan, input);
	if (price.amount === 0) throw invalid("/plan", `${plan.name} costs nothing: there is nothing to buy.`);
	const details = input.billing ?? stored?.details;
	if (!details) throw invalid("/billing", "Billing details are needed for the invoice.");

	const buyer = { ...details, name: tenant.name };
	const wanted = { id: subscription.id, interval: input.interval };
	const purchase = startPurchase(ctx, { subscription: wanted, plan, price, seller, buyer });
	const asRead = and(eq(subscriptions.id, subscription.id), eq(subscriptions.status, subscription.status));
	try {
		await ctx.db.batch([
			ctx.db.update(subscriptions, asRead, { updatedAt: ctx.now }),
			ctx.db.guard("subscription_state"),
			...purchase.statements,
		]);
	} catch (error) {
		if (violates(error, "plan_changes.subscription_id"))
			throw new AppError("already_exists", "There is an open plan change already: pay its invoice or cancel it.");
		if (lostRace(error)) throw new AppError("conflict", "The subscription has just changed; look again.");
		throw error;
	}
	return readPlanChange(ctx, purchase.planChangeId);
}
