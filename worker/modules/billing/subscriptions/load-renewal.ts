import { and, eq, inArray, sql } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { planPrices, plans, products } from "#worker/modules/catalog/tables";
import { tenants } from "#worker/modules/tenants/tables";
import type { BillingDetails } from "../invoices/schemas";
import { billingDetails, invoices } from "../invoices/tables";
import { OPEN_PLAN_CHANGES } from "../plan-changes/rules";
import { loadPendingItems, type ScheduledChange, scheduledChange } from "../plan-changes/scheduled";
import { planChanges } from "../plan-changes/tables";
import type { SellerProfile } from "../seller/schemas";
import { sellerProfile } from "../seller/tables";
import { loadAllFunds } from "../wallet/load-funds";
import { subscriptions } from "./tables";

const { id, status, productId, planId, planCode, interval, currency, anchorDay } = subscriptions;
const { periodEnd, nextBillingAt, cancelAt, cancelReason, trialEndsAt, trialRemindedAt } = subscriptions;

const fields = {
	...{ id, status, productId, planId, planCode, interval, currency, anchorDay },
	...{ periodEnd, nextBillingAt, cancelAt, cancelReason, trialEndsAt, trialRemindedAt },
	tenantName: tenants.name,
	tenantStatus: tenants.status,
	suspendedFor: tenants.suspendedFor,
	planName: plans.name,
	limits: plans.limits,
	product: products.code,
	price: sql<number | null>`${planPrices.amount}`,
	buyer: billingDetails.details,
	seller: sellerProfile.profile,
};
const priceNow = and(
	eq(planPrices.planId, subscriptions.planId),
	eq(planPrices.interval, subscriptions.interval),
	eq(planPrices.currency, subscriptions.currency),
);
const joins = [
	{ table: tenants, on: eq(tenants.id, subscriptions.tenantId) },
	{ table: plans, on: eq(plans.id, subscriptions.planId) },
	{ table: products, on: eq(products.id, subscriptions.productId) },
	{ table: planPrices, on: priceNow ?? sql`false`, optional: true },
	{ table: billingDetails, on: eq(billingDetails.tenantId, subscriptions.tenantId), optional: true },
	{ table: sellerProfile, on: eq(sellerProfile.id, 1), optional: true },
];

type Optional = { buyer: BillingDetails | null; seller: SellerProfile | null };

/** Everything that the next bill of a subscription is decided by, in one parallel round trip; null if there is none. */
export async function loadRenewal(ctx: TenantContext, subscriptionId: Id<"subscription">) {
	const [[row], change, pending, fundsIn] = await Promise.all([
		ctx.db.select(fields, subscriptions, { joins, where: eq(subscriptions.id, subscriptionId), limit: 1 }),
		loadChange(ctx, subscriptionId),
		loadPendingItems(ctx, subscriptionId),
		loadAllFunds(ctx),
	]);
	if (!row) return null;
	return { ...row, ...(row as Optional), ...change, pending, fundsIn };
}

export type Renewal = NonNullable<Awaited<ReturnType<typeof loadRenewal>>>;

/** A change that was adjusted has void ones besides. */
const unpaidInvoice = and(
	eq(invoices.planChangeId, planChanges.id),
	inArray(invoices.status, ["open", "uncollectible"]),
);

/** At most one change is on its way: one for this renewal, or one whose invoice was not paid in time. */
async function loadChange(ctx: TenantContext, subscriptionId: Id<"subscription">) {
	const { interval, currency, bonusDays, effectiveAt, quote, timing } = planChanges;
	const [row] = await ctx.db.select(
		{
			...{ id: planChanges.id, status: planChanges.status, interval, currency, bonusDays, effectiveAt, quote, timing },
			...{ planId: plans.id, code: plans.code, name: plans.name, limits: plans.limits },
			invoiceId: sql<Id<"invoice"> | null>`${invoices.id}`,
			invoiceStatus: invoices.status,
		},
		planChanges,
		{
			joins: [
				{ table: plans, on: eq(plans.id, planChanges.planId) },
				{ table: invoices, on: unpaidInvoice ?? sql`false`, optional: true },
			],
			where: and(eq(planChanges.subscriptionId, subscriptionId), inArray(planChanges.status, OPEN_PLAN_CHANGES)),
			limit: 1,
		},
	);
	const nothing = { scheduled: null, unpaid: null, underReview: false };
	if (!row) return nothing;
	if (row.status === "awaiting_review") return { ...nothing, underReview: true };
	if (row.status === "awaiting_payment")
		return { ...nothing, unpaid: row.invoiceId ? { id: row.id, invoiceId: row.invoiceId } : null };
	if (row.timing !== "period_end") return nothing;
	const plan = { id: row.planId, code: row.code, name: row.name, limits: row.limits };
	return { ...nothing, scheduled: scheduledChange(row, plan) as ScheduledChange };
}
