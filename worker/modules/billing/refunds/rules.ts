import type { Machine } from "#worker/kernel/state-machine";
import type { Posting } from "../ledger/rules";
import type { ProviderCode } from "../providers/provider";

export const REFUND_STATUSES = ["requested", "pending", "succeeded", "failed"] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];
export type RefundEvent = "accept" | "succeed" | "fail";
export const REFUND_WAYS = ["provider", "manual", "wallet"] as const;
export type RefundWay = (typeof REFUND_WAYS)[number];

/** `requested`: written down, the provider not yet asked or not heard. `pending`: it agreed; the bank has not confirmed. */
export const REFUND_MACHINE: Machine<RefundStatus, RefundEvent> = {
	requested: { accept: "pending", succeed: "succeeded", fail: "failed" },
	pending: { succeed: "succeeded", fail: "failed" },
	succeeded: {},
	failed: {},
};

/** Where the money of a refund goes, unless somebody says otherwise: back the way it came. */
export function wayBack(provider: ProviderCode): RefundWay {
	if (provider === "manual" || provider === "wallet") return provider;
	return "provider";
}

/** Why money of this payment cannot be given back that way; null when it can. */
export function refusalOfWay(way: RefundWay, { provider, target }: Refundable): string | null {
	if (way === "provider" && (provider === "manual" || provider === "wallet"))
		return `A ${provider} payment has no provider that could give it back.`;
	if (way === "wallet" && target === "wallet") return "The money of a top-up is in the wallet already.";
	return null;
}

type Refundable = { provider: ProviderCode; target: "invoice" | "wallet" };
/** Whose account the money leaves by: ours at the provider, our bank's, or none, where it stays in the house. */
type Outlet = { way: RefundWay; provider: ProviderCode };

const outletOf = ({ way, provider }: Outlet, amount: number): Posting =>
	way === "wallet"
		? { owner: "tenant", account: "wallet", amount }
		: { owner: "installation", account: `clearing:${way === "manual" ? "manual" : provider}`, amount };

/** An invoice's money goes back: what was earned without tax is kept apart as `refunds`, its tax is owed no more. */
export function invoiceRefundPostings(outlet: Outlet, { subtotal, tax }: { subtotal: number; tax: number }): Posting[] {
	const legs: Posting[] = [
		{ owner: "installation", account: "refunds", amount: -subtotal },
		{ owner: "installation", account: "tax", amount: -tax },
		outletOf(outlet, subtotal + tax),
	];
	return legs.filter((leg) => leg.amount !== 0);
}

/** A top-up's money goes back, out of what was held for it or, where the provider gave it back on its own, the wallet. */
export const topUpRefundPostings = (outlet: Outlet, amount: number, from: "held" | "wallet"): Posting[] => [
	{ owner: "tenant", account: from, amount: -amount },
	outletOf(outlet, amount),
];
