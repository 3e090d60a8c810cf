import type { PricedPlan } from "#modules/catalog";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { type Id, newId } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import type { Interval } from "#worker/modules/catalog/rules";
import { couponRedemptions } from "../coupons/tables";
import { openInvoice } from "../invoices/open-invoice";
import type { BillingDetails } from "../invoices/schemas";
import { billingDetails } from "../invoices/tables";
import type { SellerProfile } from "../seller/schemas";
import { type AppliedChange, applyChange } from "./apply-change";
import type { ChangeQuote } from "./quote-change";
import type { Adjustments } from "./rules";
import { planChanges } from "./tables";

export type NewChange = {
	quote: ChangeQuote;
	plan: PricedPlan;
	interval: Interval;
	fromPlan: string | null;
	subscription: AppliedChange["subscription"];
	seller: SellerProfile;
	buyer: BillingDetails & { name: string };
	adjustments: Adjustments | null;
};

/**
 * The quote becomes a plan change: with an open invoice, applied at once where nothing is to be paid, or waiting
 * for the end of the period. Its coupons are reserved by the same batch, or the batch fails.
 */
export function openChange(
	ctx: TenantContext,
	change: NewChange,
): { planChangeId: Id<"planChange">; invoiceId: Id<"invoice"> | null; statements: Statement[] } {
	const { quote, plan } = change;
	const planChangeId = newId("planChange");
	const { name: _name, ...details } = change.buyer;
	const invoice = quote.outcome === "invoice" ? changeInvoice(ctx, planChangeId, change) : null;
	const { lines: _, ...facts } = quote;
	const resource = { kind: "plan_change", id: planChangeId };
	return {
		planChangeId,
		invoiceId: invoice?.invoiceId ?? null,
		statements: [
			ctx.db.insert(planChanges, rowOf(ctx, planChangeId, change)),
			...reserveCoupons(ctx, planChangeId, quote),
			audit(ctx, { action: "plan_change.open", resource, after: { plan: plan.code, ...facts } }),
			ctx.db.upsert(billingDetails, billingDetails.tenantId, { details, updatedAt: ctx.now }),
			...(invoice?.statements ?? []),
			...(quote.outcome === "schedule" ? [emit(ctx, { type: "plan_change.scheduled", planChangeId })] : []),
			...(quote.outcome === "apply" ? applyChange(ctx, appliedOf(planChangeId, change)) : []),
		],
	};
}

function rowOf(ctx: TenantContext, id: Id<"planChange">, change: NewChange) {
	const { quote, plan, interval, fromPlan, adjustments, subscription } = change;
	return {
		...{ id, interval, adjustments, quote },
		subscriptionId: subscription.id,
		kind: quote.kind,
		planId: plan.id,
		currency: quote.total.currency,
		fromPlanCode: fromPlan,
		timing: quote.timing,
		effectiveAt: quote.effectiveAt,
		bonusDays: quote.bonusDays,
		requestedBy: ctx.actor.kind === "user" ? ctx.actor.id : null,
		status: quote.outcome === "invoice" ? ("awaiting_payment" as const) : ("quoted" as const),
		createdAt: ctx.now,
		updatedAt: ctx.now,
	};
}

/** The invoice of a change that is paid first. Its number is taken now; giving the change up makes it void. */
export function changeInvoice(
	ctx: TenantContext,
	planChangeId: Id<"planChange">,
	{ subscription, quote, buyer, seller }: Pick<NewChange, "subscription" | "quote" | "buyer" | "seller">,
) {
	return openInvoice(ctx, { subscriptionId: subscription.id, planChangeId, periodStart: null, quote, buyer, seller });
}

/** Reserves what the quote counts on. The table refuses what somebody else was faster to take. */
export function reserveCoupons(ctx: TenantContext, planChangeId: Id<"planChange">, quote: ChangeQuote): Statement[] {
	const { currency } = quote.total;
	return quote.coupons.map(({ id, discount }) =>
		ctx.db.insert(couponRedemptions, {
			id: newId("redemption"),
			couponId: id,
			planChangeId,
			status: "reserved",
			...{ discount, currency },
			createdAt: ctx.now,
			updatedAt: ctx.now,
		}),
	);
}

/** The change as `applyChange` takes it. */
export function appliedOf(
	id: Id<"planChange">,
	{ quote, plan, interval, subscription }: Pick<NewChange, "quote" | "plan" | "interval" | "subscription">,
): AppliedChange {
	const { timing, bonusDays, carried } = quote;
	return { id, timing, bonusDays, carried, plan, interval, subscription, currency: quote.total.currency };
}
