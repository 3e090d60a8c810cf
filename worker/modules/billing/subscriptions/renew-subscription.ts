import { and, asc, eq, lte } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { lostRace, violates } from "#worker/kernel/database";
import type { Id } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { next } from "#worker/kernel/state-machine";
import { planPrices, plans } from "#worker/modules/catalog/tables";
import { tenants } from "#worker/modules/tenants/tables";
import { openInvoice } from "../invoices/open-invoice";
import { billingDetails } from "../invoices/tables";
import { quotePlan } from "../plan-changes/rules";
import { readSeller } from "../seller/manage-seller";
import { SUBSCRIPTION_MACHINE } from "./rules";
import { subscriptions } from "./tables";

/** Puts due subscriptions on the queue, a page of 100 at a time. Overlapping runs are harmless: renewing is idempotent. */
export async function enqueueDueRenewals(ctx: SystemContext): Promise<number> {
	const due = and(eq(subscriptions.status, "active"), lte(subscriptions.nextBillingAt, ctx.now));
	const rows = await ctx.db.list(subscriptions, {
		where: due,
		orderBy: [asc(subscriptions.nextBillingAt)],
		limit: 100,
	});
	const events = rows.map((row) =>
		emit(inTenant(ctx, ctx.db, row.tenantId), { type: "subscription.renewal_due", subscriptionId: row.id }),
	);
	await ctx.db.batch(events);
	return rows.length;
}

/**
 * Opens the invoice of the period that begins where the paid one ended. The unique key (subscription,
 * period start) makes a second invoice for it impossible. @returns false when there was nothing to do
 */
export async function renewSubscription(ctx: TenantContext, subscriptionId: Id<"subscription">): Promise<boolean> {
	const row = await ctx.db.find(subscriptions, eq(subscriptions.id, subscriptionId));
	const due = row?.status === "active" && row.nextBillingAt !== null && row.nextBillingAt <= ctx.now;
	if (!row || !due || row.periodEnd === null) return false;
	const { plan, price, tenant, buyer, seller } = await load(ctx, row);
	if (!plan || !price || !tenant || !buyer || price.amount === 0) return false;
	const priced = { name: plan.name, interval: row.interval, price: { amount: price.amount, currency: row.currency } };
	const quote = quotePlan(priced, seller, ctx.now);
	const invoice = openInvoice(ctx, {
		subscriptionId,
		planChangeId: null,
		periodStart: row.periodEnd,
		quote,
		buyer: { ...buyer.details, name: tenant.name },
		seller,
	});
	const status = next(SUBSCRIPTION_MACHINE, row.status, "miss");
	const asRead = and(
		eq(subscriptions.id, row.id),
		eq(subscriptions.status, row.status),
		eq(subscriptions.periodEnd, row.periodEnd),
	);
	const resource = { kind: "subscription", id: row.id };
	try {
		await ctx.db.batch([
			ctx.db.update(subscriptions, asRead, { status, nextBillingAt: null, updatedAt: ctx.now }),
			ctx.db.guard("subscription_state"),
			...invoice.statements,
			audit(ctx, { action: "subscription.renew", resource, before: { status: row.status }, after: { status } }),
		]);
	} catch (error) {
		if (lostRace(error) || violates(error, "invoices.subscription_id, invoices.period_start")) return false;
		throw error;
	}
	return true;
}

type SubscriptionRow = typeof subscriptions.$inferSelect;

async function load(ctx: TenantContext, row: SubscriptionRow) {
	const ofPlan = and(
		eq(planPrices.planId, row.planId),
		eq(planPrices.interval, row.interval),
		eq(planPrices.currency, row.currency),
	);
	const [plan, price, tenant, buyer, seller] = await Promise.all([
		ctx.db.findShared(plans, eq(plans.id, row.planId)),
		ctx.db.findShared(planPrices, ofPlan),
		ctx.db.find(tenants, undefined),
		ctx.db.find(billingDetails, undefined),
		readSeller(ctx.db),
	]);
	return { plan, price, tenant, buyer, seller };
}
