import { and, eq } from "drizzle-orm";
import type { PricedPlan } from "#modules/catalog";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import { money } from "#worker/kernel/money";
import { DAY, iso } from "#worker/kernel/time";
import type { Interval } from "#worker/modules/catalog/rules";
import { redeemCoupons } from "../coupons/redeem";
import { subscriptions } from "../subscriptions/tables";
import { refuseCoupons } from "./coupon-refusal";
import { reserveCoupons } from "./open-change";
import { type ChangeQuote, planChangeQuote, type QuoteInput } from "./quote-change";
import { quoteLines } from "./rules";
import { planChanges } from "./tables";

type Trial = {
	subscription: { id: Id<"subscription">; interval: Interval; trialEndsAt: number | null };
	plan: PricedPlan;
	input: QuoteInput;
};

/** A trial made longer by a coupon: a change that is applied at once and costs nothing. Guarded by the trial's end. */
export function extendTrial(
	ctx: TenantContext,
	{ subscription, plan, input }: Trial,
): { trialEndsAt: number; planChangeId: Id<"planChange">; statements: Statement[] } {
	const quote = trialQuote(input);
	const { trialEndsAt } = subscription;
	if (trialEndsAt === null) throw new AppError("conflict", "There is no trial to make longer.");
	const until = trialEndsAt + quote.bonusDays * DAY;
	const planChangeId = newId("planChange");
	const asRead = and(eq(subscriptions.id, subscription.id), eq(subscriptions.trialEndsAt, trialEndsAt));
	const resource = { kind: "subscription", id: subscription.id };
	const change = {
		...{ id: planChangeId, subscriptionId: subscription.id, quote },
		kind: quote.kind,
		planId: plan.id,
		interval: subscription.interval,
		currency: quote.total.currency,
		bonusDays: quote.bonusDays,
		requestedBy: ctx.actor.kind === "user" ? ctx.actor.id : null,
		status: "applied" as const,
		createdAt: ctx.now,
		updatedAt: ctx.now,
	};
	return {
		trialEndsAt: until,
		planChangeId,
		statements: [
			ctx.db.update(subscriptions, asRead, { trialEndsAt: until, trialRemindedAt: null, updatedAt: ctx.now }),
			ctx.db.guard("trial_end"),
			ctx.db.insert(planChanges, change),
			...reserveCoupons(ctx, planChangeId, quote),
			...redeemCoupons(ctx, planChangeId),
			audit(ctx, {
				action: "subscription.extend_trial",
				resource,
				before: { trialEndsAt: iso(trialEndsAt) },
				after: { trialEndsAt: iso(until), coupons: quote.coupons.map(({ code }) => code) },
			}),
		],
	};
}

/** Only the coupons that were named and add days; those that take something off wait for a purchase. */
function trialQuote(input: QuoteInput): ChangeQuote {
	const offered = input.coupons.offered.filter(({ code }) => input.coupons.named.includes(code));
	const quote = planChangeQuote({ ...input, coupons: { ...input.coupons, offered } });
	refuseCoupons(quote.refused);
	if (quote.coupons.some(({ discount }) => discount > 0))
		throw invalid("/coupon", "This coupon takes something off a purchase; it does not make a trial longer.");
	const { currency } = quote.total;
	const description = {
		en: `Trial extended by ${quote.bonusDays} days`,
		id: `Masa coba diperpanjang ${quote.bonusDays} hari`,
	};
	const line = { description, quantity: 1, unitPrice: money(0, currency) };
	const free = quoteLines([line], { taxRegistered: false }, 0);
	return { ...quote, ...free, kind: "trial_extension", outcome: "trial", carried: [], periodPrice: money(0, currency) };
}
