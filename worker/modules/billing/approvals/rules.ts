import { CURRENCIES, type Currency, scale } from "#worker/kernel/money";

export const APPROVAL_KINDS = ["payment", "refund", "wallet_adjustment", "plan_change_discount"] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];
export const APPROVAL_STATUSES = ["waiting", "approved", "rejected"] as const;
export type ApprovalStatus = (typeof APPROVAL_STATUSES)[number];

/** How many rupiah a US dollar counts for in the limit: a stated number, not a rate of the day. */
const RUPIAH_PER_DOLLAR = 10_000;

/**
 * Above what an amount of this currency needs a second person, in its minor units. `fourEyesAbove` is in rupiah;
 * in dollars the limit is that number / 10,000, so that it does not move with the market.
 */
export function fourEyesLimit({ fourEyesAbove }: { fourEyesAbove: number }, currency: Currency): number {
	if (currency === "IDR") return fourEyesAbove;
	return scale({ amount: fourEyesAbove, currency }, 10 ** CURRENCIES[currency].exponent, RUPIAH_PER_DOLLAR).amount;
}
