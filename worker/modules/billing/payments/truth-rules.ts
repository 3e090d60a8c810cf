import type { ProviderTruth } from "../providers/provider";
import type { PaymentStatus } from "./rules";

type Payment = { status: PaymentStatus; amount: number; currency: string; failureReason: string | null };

/** What the provider's word changes. `contradicts`: it says less than we know already; a person may have to look. */
export type Step =
	| { do: "nothing" }
	| { do: "settle" }
	| { do: "fail"; reason: string }
	| { do: "expire" }
	| { do: "cancel" }
	| { do: "reverse" }
	| { do: "dispute" }
	| { do: "win" }
	| { do: "contradicts"; why: string };

const WAITING: PaymentStatus[] = ["created", "pending"];
const MONEY_IS_HERE: PaymentStatus[] = ["succeeded", "partially_refunded", "refunded", "disputed"];

/**
 * The provider is asked for its present state, so an old notification can only repeat what we know. What is
 * final here is undone by one thing alone: the provider saying that the money was taken back.
 */
export function stepAfter(payment: Payment, truth: ProviderTruth): Step {
	return MONEY_IS_HERE.includes(payment.status) ? stepWhenPaid(payment, truth) : stepWhenUnpaid(payment, truth);
}

/**
 * What the bank has of it while it is disputed, in minor units: what has been given back it cannot take, too. A provider
 * that names no sum means all of it.
 */
export const disputedOf = (
	{ amount, refunded }: { amount: number; refunded: number },
	{ disputed }: Pick<ProviderTruth, "disputed">,
): number => Math.min(disputed?.amount ?? amount, amount - refunded);

function stepWhenUnpaid(payment: Payment, { state, amount, says }: ProviderTruth): Step {
	switch (state) {
		case "paid":
		case "disputed":
			if (amount && (amount.amount !== payment.amount || amount.currency !== payment.currency))
				return { do: "contradicts", why: `it was paid ${amount.amount} ${amount.currency} instead` };
			return { do: "settle" };
		case "denied":
			return WAITING.includes(payment.status) ? { do: "fail", reason: says } : { do: "nothing" };
		case "expired":
			return WAITING.includes(payment.status) ? { do: "expire" } : { do: "nothing" };
		case "canceled":
			return WAITING.includes(payment.status) ? { do: "cancel" } : { do: "nothing" };
		default:
			return { do: "nothing" };
	}
}

function stepWhenPaid({ status }: Payment, { state, says }: ProviderTruth): Step {
	if (state === "paid") return status === "disputed" ? { do: "win" } : { do: "nothing" };
	if (state === "disputed") return status === "disputed" ? { do: "nothing" } : { do: "dispute" };
	if (state === "denied" || state === "canceled")
		return status === "succeeded" ? { do: "reverse" } : { do: "contradicts", why: `it says ${says}` };
	return { do: "contradicts", why: `it says ${says} of money that was there` };
}
