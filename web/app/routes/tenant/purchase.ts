import type { Choice, Plan } from "../public/plans";
import { priceOf } from "../public/plans";

/** What is being bought or changed to. It lives in the URL, so that going back loses nothing. */
export type Order = { step: "plan" | "confirm"; plan: string | null; choice: Choice; coupon: string | null };

export function orderLink(order: Order): string {
	return `/app/billing/plans?${new URLSearchParams(orderFields(order))}`;
}

/** The same as fields of a form. */
export function orderFields({ step, plan, choice, coupon }: Order): Record<string, string> {
	return { step, ...(plan && { plan }), ...choice, ...(coupon && { coupon }) };
}

/** A plan can be bought for money only: what costs nothing is started, not bought. */
export function isSold(plan: Plan, choice: Choice): boolean {
	return (priceOf(plan, choice)?.amount ?? 0) > 0;
}

/** The plan that is paid for now, in the interval and currency it is paid in. */
export function isPresent(
	{ plan, interval, currency }: { plan: string; interval: string; currency: string },
	code: string,
	choice: Choice,
): boolean {
	return plan === code && interval === choice.interval && currency === choice.currency;
}
