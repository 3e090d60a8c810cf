import { and, eq, inArray, sql } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { Read } from "#worker/kernel/database";
import type { Id } from "#worker/kernel/ids";
import { planPrices, plans, products } from "#worker/modules/catalog/tables";
import { tenants } from "#worker/modules/tenants/tables";
import type { BillingDetails } from "../invoices/schemas";
import { billingDetails, invoices } from "../invoices/tables";
import { OPEN_PLAN_CHANGES } from "../plan-changes/rules";
import { pendingItemsRead, type ScheduledChange, scheduledChange } from "../plan-changes/scheduled";
import { planChanges } from "../plan-changes/tables";
import type { SellerProfile } from "../seller/schemas";
import { sellerProfile } from "../seller/tables";
import { fundsFrom, fundsReads } from "../wallet/load-funds";
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

/** Everything that the next bill of a subscription is decided by, as of one moment, in one call; null if there is none. */
export async function loadRenewal(ctx: TenantContext, subscriptionId: Id<"subscription">) {
	const [[row], [change], pending, accounts, grants] = await ctx.db.readAll([
		ctx.db.toSelect(fields, subscriptions, { joins, where: eq(subscriptions.id, subscriptionId), limit: 1 }),
		changeRead(ctx, subscriptionId),
		pendingItemsRead(ctx, subscriptionId),
		...fundsReads(ctx),
	]);
	if (!row) return null;
	return { ...row, ...(row as Optional), ...openChange(change), pending, fundsIn: fundsFrom(accounts, grants) };
}

export type Renewal = NonNullable<Awaited<ReturnType<typeof loadRenewal>>>;

/** A change that was adjusted has void ones besides. */
const unpaidInvoice = and(
	eq(invoices.planChangeId, planChanges.id),
	inArray(invoices.status, ["open", "uncollectible"]),
);

const changeFields = {
	...{ id: planChanges.id, status: planChanges.status, interval: planChanges.interval, currency: planChanges.currency },
	...{ bonusDays: planChanges.bonusDays, effectiveAt: planChanges.effectiveAt, quote: planChanges.quote },
	timing: planChanges.timing,
	...{ planId: plans.id, code: plans.code, name: plans.name, limits: plans.limits },
	invoiceId: sql<Id<"invoice"> | null>`${invoices.id}`,
	invoiceStatus: invoices.status,
};

/** At most one change is on its way: one for this renewal, or one whose invoice was not paid in time. */
function changeRead(ctx: TenantContext, subscriptionId: Id<"subscription">) {
	return ctx.db.toSelect(changeFields, planChanges, {
		joins: [
			{ table: plans, on: eq(plans.id, planChanges.planId) },
			{ table: invoices, on: unpaidInvoice ?? sql`false`, optional: true },
		],
		where: and(eq(planChanges.subscriptionId, subscriptionId), inArray(planChanges.status, OPEN_PLAN_CHANGES)),
		limit: 1,
	});
}
type OpenChange = ReturnType<typeof changeRead> extends Read<infer Row> ? Row : never;

function openChange(row: OpenChange | undefined) {
	const nothing = { scheduled: null, unpaid: null, underReview: false };
	if (!row) return nothing;
	if (row.status === "awaiting_review") return { ...nothing, underReview: true };
	if (row.status === "awaiting_payment")
		return { ...nothing, unpaid: row.invoiceId ? { id: row.id, invoiceId: row.invoiceId } : null };
	if (row.timing !== "period_end") return nothing;
	const plan = { id: row.planId, code: row.code, name: row.name, limits: row.limits };
	return { ...nothing, scheduled: scheduledChange(row, plan) as ScheduledChange };
}
