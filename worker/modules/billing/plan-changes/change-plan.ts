import { and, eq, sql } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { lostRace, type Statement, violates } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { newId } from "#worker/kernel/ids";
import { subscriptions } from "../subscriptions/tables";
import type { AppliedChange } from "./apply-change";
import { couponRace, refuseCoupons } from "./coupon-refusal";
import { type LoadedChange, loadChange } from "./load-change";
import { openChange } from "./open-change";
import { type ChangeQuote, planChangeQuote } from "./quote-change";
import { readPlanChange } from "./read-plan-change";
import type { Adjustments } from "./rules";
import type { PlanChangeInput, PlanChangeView } from "./schemas";

/**
 * Gets the tenant onto a plan: a first purchase, or a change of the paid plan as the policy says. What is to be paid
 * first becomes an open invoice; what costs nothing now applies at once; the rest waits for the end of the period.
 */
export async function changePlan(ctx: TenantContext, input: PlanChangeInput): Promise<PlanChangeView> {
	const coupons = input.coupon ? [input.coupon] : [];
	const adjustments = { discount: 0, bonusDays: 0 };
	const { plan, interval, currency } = input;
	const loaded = await loadChange(ctx, { plan, interval, currency, coupons, adjustments });
	const quote = planChangeQuote(loaded.input);
	refuseCoupons(quote.refused);
	return writeChange(ctx, { loaded, quote, billing: input.billing, adjustments: null });
}

export type WriteChange = {
	loaded: LoadedChange;
	quote: ChangeQuote;
	billing: PlanChangeInput["billing"];
	adjustments: Adjustments | null;
	/** More of the same batch: the agreement of a second person. */
	also?: Statement[];
};

/** Writes a quoted change in one batch, guarded by the subscription as it was read. */
export async function writeChange(ctx: TenantContext, change: WriteChange): Promise<PlanChangeView> {
	const { loaded, quote, billing, adjustments, also = [] } = change;
	const details = billing ?? loaded.details;
	if (!details) throw invalid("/billing", "Billing details are needed for the invoice.");
	const { subscription, statements } = subscriptionFor(ctx, loaded);
	const opened = openChange(ctx, {
		quote,
		plan: loaded.plan,
		interval: loaded.input.to.interval,
		fromPlan: loaded.current?.planCode ?? null,
		subscription,
		seller: loaded.seller,
		buyer: { ...details, name: loaded.tenant.name },
		adjustments,
	});
	try {
		await ctx.db.batch([...statements, ...opened.statements, ...also]);
	} catch (error) {
		throw refused(error);
	}
	return readPlanChange(ctx, opened.planChangeId);
}

function refused(error: unknown): unknown {
	if (violates(error, "plan_changes.subscription_id"))
		return new AppError("already_exists", "There is an open plan change already: pay its invoice or cancel it.");
	if (violates(error, "subscriptions.tenant_id"))
		return new AppError("conflict", "The subscription has just changed; look again.", { cause: error });
	const race = couponRace(error);
	if (race) return race;
	return lostRace(error) ? new AppError("conflict", "The subscription has just changed; look again.") : error;
}

/** The live subscription as it was read; a new one where the last has ended. */
function subscriptionFor(
	ctx: TenantContext,
	{ subscription, plan, input }: LoadedChange,
): { subscription: AppliedChange["subscription"]; statements: Statement[] } {
	if (subscription) {
		const asRead = and(
			eq(subscriptions.id, subscription.id),
			eq(subscriptions.status, subscription.status),
			sql`${subscriptions.periodEnd} IS ${subscription.periodEnd} AND ${subscriptions.cancelAt} IS ${subscription.cancelAt}`,
		);
		const touch = ctx.db.update(subscriptions, asRead, { updatedAt: ctx.now });
		return { subscription, statements: [touch, ctx.db.guard("subscription_state")] };
	}
	const id = newId("subscription");
	const { interval, price } = input.to;
	const row = { id, productId: plan.productId, planId: plan.id, planCode: plan.code, interval };
	const times = { createdAt: ctx.now, updatedAt: ctx.now };
	return {
		subscription: { id, status: "pending", periodEnd: null, anchorDay: null },
		statements: [ctx.db.insert(subscriptions, { ...row, currency: price.currency, status: "pending", ...times })],
	};
}
