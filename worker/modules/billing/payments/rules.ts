import type { Money } from "#worker/kernel/money";
import type { Machine } from "#worker/kernel/state-machine";
import { DAY } from "#worker/kernel/time";

export const PAYMENT_STATUSES = [
	"created",
	"pending",
	"awaiting_review",
	"succeeded",
	"failed",
	"expired",
	"canceled",
	"refunded",
	"partially_refunded",
	"disputed",
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];
export type PaymentEvent =
	| "send"
	| "submit"
	| "approve"
	| "succeed"
	| "fail"
	| "expire"
	| "cancel"
	| "refund"
	| "refund_partly"
	| "dispute"
	| "reverse"
	| "win"
	| "win_rest"
	| "win_nothing"
	| "refund_in_dispute";

/**
 * One attempt to pay. `approve` is a person's word and only possible under review; `succeed` is a provider's:
 * money that is there counts, even after we had given the attempt up. `reverse` is money that was taken back
 * within minutes (Midtrans: settlement, then deny), `dispute` is a chargeback, `win` its end in our favour: of all the
 * money, of what refunds have left of it (`win_rest`), or of none. While it is disputed nobody here may ask for a
 * refund; one that the provider has made all the same is booked and leaves it disputed.
 */
export const PAYMENT_MACHINE: Machine<PaymentStatus, PaymentEvent> = {
	created: {
		send: "pending",
		submit: "awaiting_review",
		succeed: "succeeded",
		fail: "failed",
		expire: "expired",
		cancel: "canceled",
	},
	pending: { succeed: "succeeded", fail: "failed", expire: "expired", cancel: "canceled", submit: "awaiting_review" },
	awaiting_review: { approve: "succeeded", fail: "failed", cancel: "canceled" },
	succeeded: { refund: "refunded", refund_partly: "partially_refunded", dispute: "disputed", reverse: "failed" },
	failed: { succeed: "succeeded" },
	expired: { succeed: "succeeded" },
	canceled: { succeed: "succeeded" },
	refunded: { dispute: "disputed" },
	partially_refunded: { refund: "refunded", refund_partly: "partially_refunded", dispute: "disputed" },
	disputed: {
		win: "succeeded",
		win_rest: "partially_refunded",
		win_nothing: "refunded",
		refund_in_dispute: "disputed",
	},
};

/**
 * A bank may take back what it has settled, and the one notification of it may be lost: a gateway is asked about money
 * that has come once more after a day and after a week. What happens later is reconciliation's to find.
 */
export const ASKED_AGAIN_AFTER = { first: DAY, last: 7 * DAY };

export type Mismatch = "amount_mismatch" | "currency_mismatch";

/** A payment must be exactly what is owed, in the invoice's currency. */
export function mismatchOf(paid: Money, owed: Money): Mismatch | null {
	if (paid.currency !== owed.currency) return "currency_mismatch";
	return paid.amount === owed.amount ? null : "amount_mismatch";
}
