import { invalid } from "#worker/kernel/errors";
import type { Currency, Money } from "#worker/kernel/money";
import { type Interval, monthsOf } from "#worker/modules/catalog/rules";
import type { CHANGE_POLICIES, ChangePolicy } from "#worker/modules/catalog/schemas";
import type { PlanChangeKind, PlanChangeTiming } from "./rules";

export type PolicyName = (typeof CHANGE_POLICIES)[number];

/** The paid period that runs. `listPrice` is what its plan costs today, null where it is not offered any more. */
export type Running = {
	plan: string;
	planName: string;
	interval: Interval;
	currency: Currency;
	pricePaid: Money;
	listPrice: Money | null;
	periodStart: number;
	periodEnd: number;
};

/** What is wanted. `comparable` is its price in the currency of the running period, null where it has none. */
export type Target = { plan: string; planName: string; interval: Interval; price: Money; comparable: Money | null };

export type Direction = {
	kind: PlanChangeKind;
	timing: PlanChangeTiming;
	/** Null for a first purchase, where there is nothing to choose. */
	policy: PolicyName | null;
	effectiveAt: number | null;
};

const TIMING: Record<PolicyName, PlanChangeTiming> = {
	invoice_now: "same_period",
	next_invoice: "same_period",
	next_period: "period_end",
	reset_period: "new_period",
};

/** Which way a change goes and when. @throws 422 about what cannot be wanted now */
export function directionOf(running: Running | null, to: Target, policy: ChangePolicy): Direction {
	if (!running) return { kind: "first_purchase", timing: "new_period", policy: null, effectiveAt: null };
	const otherCurrency = to.price.currency !== running.currency;
	if (to.plan === running.plan && to.interval === running.interval && !otherCurrency)
		throw invalid("/plan", `${to.planName} is the present plan.`);
	const kind = kindOf(running, to);
	const name = policyFor(running, to, policy, kind);
	if (otherCurrency && name !== "next_period")
		throw invalid("/currency", "The currency changes at the end of a period only; change the plan in the present one.");
	const timing = TIMING[name];
	return { kind, timing, policy: name, effectiveAt: timing === "period_end" ? running.periodEnd : null };
}

/** By what the plans cost a month in one currency. A plan at the same price is no step down. */
function kindOf(running: Running, to: Target): PlanChangeKind {
	if (to.plan === running.plan) return "interval_change";
	const now = running.listPrice ?? running.pricePaid;
	if (!to.comparable) return "upgrade";
	return to.comparable.amount * monthsOf(running.interval) >= now.amount * monthsOf(to.interval)
		? "upgrade"
		: "downgrade";
}

/** A year paid ends as a year; a month cannot be topped up to a year, so that a year begins anew. */
function policyFor(running: Running, to: Target, policy: ChangePolicy, kind: PlanChangeKind): PolicyName {
	if (to.interval !== running.interval) {
		if (to.interval === "month") return "next_period";
		return policy.interval === "next_period" ? "next_period" : "reset_period";
	}
	if (kind === "interval_change") return "next_period";
	return policy[kind === "downgrade" ? "downgrade" : "upgrade"];
}
