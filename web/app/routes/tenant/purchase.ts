import type { Choice, Plan } from "../public/plans";
import { priceOf } from "../public/plans";

/** What is being bought. It lives in the URL, so that going back loses nothing. */
export type Order = { step: "plan" | "confirm"; plan: string | null; choice: Choice };

export function orderLink({ step, plan, choice }: Order): string {
	return `/app/billing/plans?${new URLSearchParams({ step, ...(plan && { plan }), ...choice })}`;
}

/** A plan can be bought for money only: what costs nothing is started, not bought. */
export function isSold(plan: Plan, choice: Choice): boolean {
	return (priceOf(plan, choice)?.amount ?? 0) > 0;
}
