import { and, eq } from "drizzle-orm";
import { entitlementsChanged } from "#modules/catalog";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { lostRace, type Statement, violates } from "#worker/kernel/database";
import type { Id } from "#worker/kernel/ids";
import { log } from "#worker/kernel/log";
import { emit } from "#worker/kernel/outbox";
import { next } from "#worker/kernel/state-machine";
import { DAY, iso } from "#worker/kernel/time";
import { lapseOpenChange } from "../plan-changes/scheduled";
import { billPeriod, opened, paidBill } from "./bill-period";
import { fallBackToFree, findFreePlan } from "./fall-back";
import { loadRenewal, type Renewal } from "./load-renewal";
import { planRenewal } from "./renewal-rules";
import { SUBSCRIPTION_MACHINE, type SubscriptionEvent } from "./rules";
import { subscriptions } from "./tables";

export type RenewalOutcome = "paid" | "billed" | "ended" | "stopped" | "parked";

/**
 * Renews one subscription whose period is over: paid at once from credit and wallet, or past due with an open invoice
 * that dunning goes after. One batch reads, one batch writes; (subscription, period start) is unique, so that no
 * overlap, redelivery or crash bills a period twice. @returns false when there was nothing to do
 */
export async function renewSubscription(
	ctx: TenantContext,
	subscriptionId: Id<"subscription">,
): Promise<RenewalOutcome | false> {
	const renewal = await loadRenewal(ctx, subscriptionId);
	if (!renewal) return false;
	const step = await planStep(ctx, renewal);
	if (!step) return false;
	try {
		await ctx.db.batch(step.statements);
		return step.outcome;
	} catch (error) {
		if (violates(error, "invoices.subscription_id, invoices.period_start")) return false;
		if (!lostRace(error) && !violates(error, "customer_balance_not_negative")) throw error;
		return renewAfterRace(ctx, subscriptionId, error);
	}
}

/** Somebody else renewed it, or only the wallet moved meanwhile: then it is still due, and the queue comes back. */
async function renewAfterRace(ctx: TenantContext, subscriptionId: Id<"subscription">, error: unknown): Promise<false> {
	const now = await ctx.db.find(subscriptions, eq(subscriptions.id, subscriptionId));
	const stillDue = now?.status === "active" && now.nextBillingAt !== null && now.nextBillingAt <= ctx.now;
	if (stillDue) throw error;
	return false;
}

type Step = { outcome: RenewalOutcome; statements: Statement[] };

async function planStep(ctx: TenantContext, renewal: Renewal): Promise<Step | null> {
	const { buyer, seller, scheduled } = renewal;
	const price = scheduled ? scheduled.items.reduce((sum, item) => sum + item.unitPrice.amount, 0) : renewal.price;
	const facts = { ...renewal, hasBuyer: buyer !== null, hasSeller: seller !== null };
	// A change that costs nothing is still a change: it is applied with the renewal.
	const plan = planRenewal({ ...facts, price: scheduled ? Math.max(price ?? 0, 1) : price }, ctx.now);
	switch (plan.action) {
		case "none":
			return null;
		case "bill":
			return bill(ctx, renewal, plan.periodStart);
		case "end":
			return { outcome: "ended", statements: await ending(ctx, renewal) };
		case "stop_billing":
			return { outcome: "stopped", statements: stopBilling(ctx, renewal) };
		case "park":
			log.warn("renewal.parked", { subscriptionId: renewal.id, reason: plan.reason });
			return { outcome: "parked", statements: parking(ctx, renewal, plan) };
	}
}

function bill(ctx: TenantContext, renewal: Renewal, periodStart: number): Step {
	const lapsed = renewal.unpaid ? lapseOpenChange(ctx, renewal.unpaid) : [];
	const invoice = billPeriod(ctx, renewal, periodStart);
	const paid = paidBill(ctx, renewal, invoice, periodStart);
	const { invoiceId } = invoice;
	if (paid)
		return { outcome: "paid", statements: [...lapsed, ...paid, audited(ctx, renewal, "active", { invoiceId })] };
	const changes = {
		status: after(renewal, "miss"),
		nextBillingAt: null,
		pastDueSince: owedSince(periodStart, ctx.now),
		nextDunningAt: ctx.now,
		dunningStep: 0,
	};
	return {
		outcome: "billed",
		statements: [
			...moved(ctx, renewal, changes),
			...lapsed,
			...opened(ctx, renewal, invoice),
			audited(ctx, renewal, changes.status, { invoiceId }),
			emit(ctx, { type: "subscription.dunning_due", subscriptionId: renewal.id }),
		],
	};
}

/** Since the period's end; but who was parked meanwhile, and asked for nothing, has the whole grace from now on. */
const owedSince = (periodStart: number, now: number): number => (now - periodStart >= DAY ? now : periodStart);

const after = ({ status }: Renewal, event: SubscriptionEvent) => next(SUBSCRIPTION_MACHINE, status, event);

/** Changes the subscription from the state and period that were read, or undoes the batch. */
function moved(
	{ db, now }: TenantContext,
	{ id, status, periodEnd }: Renewal,
	changes: Partial<typeof subscriptions.$inferInsert>,
): Statement[] {
	const samePeriod = periodEnd === null ? undefined : eq(subscriptions.periodEnd, periodEnd);
	const asRead = and(eq(subscriptions.id, id), eq(subscriptions.status, status), samePeriod);
	return [db.update(subscriptions, asRead, { ...changes, updatedAt: now }), db.guard("subscription_state")];
}

function audited(ctx: TenantContext, { id, status: before }: Renewal, status: string, more: object): Statement {
	const resource = { kind: "subscription", id };
	return audit(ctx, { action: "subscription.renew", resource, before: { status: before }, after: { status, ...more } });
}

/** It was to end with this period, or its organisation is closed. */
async function ending(ctx: TenantContext, renewal: Renewal): Promise<Statement[]> {
	const status = after(renewal, "cancel");
	const closed = renewal.tenantStatus === "closed";
	const free = closed ? null : await findFreePlan(ctx, renewal);
	const reason = closed ? "organisation closed" : renewal.cancelReason;
	const ended = { status, canceledAt: ctx.now, cancelReason: reason, nextBillingAt: null, cancelAt: null };
	const resource = { kind: "subscription", id: renewal.id };
	return [
		...moved(ctx, renewal, ended),
		...(renewal.unpaid ? lapseOpenChange(ctx, renewal.unpaid) : []),
		...fallBackToFree(ctx, free),
		audit(ctx, { action: "subscription.end", resource, before: { status: renewal.status }, after: { status, reason } }),
		...(closed ? [] : [emit(ctx, { type: "subscription.ended", subscriptionId: renewal.id })]),
	];
}

function stopBilling(ctx: TenantContext, renewal: Renewal): Statement[] {
	const resource = { kind: "subscription", id: renewal.id };
	return [
		...moved(ctx, renewal, { nextBillingAt: null, periodStart: null, periodEnd: null, anchorDay: null }),
		...entitlementsChanged(ctx),
		audit(ctx, { action: "subscription.stop_billing", resource, after: { plan: renewal.planCode, price: 0 } }),
	];
}

function parking(ctx: TenantContext, renewal: Renewal, { until, reason }: { until: number; reason: string }) {
	const resource = { kind: "subscription", id: renewal.id };
	return [
		...moved(ctx, renewal, { nextBillingAt: until }),
		audit(ctx, { action: "subscription.park_renewal", resource, after: { reason, until: iso(until) } }),
	];
}
