import { refundedOf } from "#tests/peers/midtrans/books";
import { DAY } from "#worker/kernel/time";
import type { PaymentStatus } from "#worker/modules/billing/payments/rules";
import type { Gateways } from "./gateways";

/** Our side: payments by gateways that may still differ from theirs. */
export type OurPayment = {
	id: string;
	provider: "midtrans" | "stripe";
	status: PaymentStatus;
	amount: number;
	currency: string;
	/** Refunds that are final. */
	refunded: number;
	/** Refunds that wait for their bank. */
	refunding: number;
	/** What its bank has while it is disputed, as the ledger says. */
	disputed: number;
	transaction: string | null;
	createdAt: number;
	updatedAt: number;
	/** When its money came; null where there is none. */
	settledAt: number | null;
};
export const OUR_PAYMENTS = `SELECT id, provider, status, amount, currency, provider_transaction_id AS "transaction",
	iif(status <> 'disputed', 0, (SELECT coalesce(-sum(e.amount), 0) FROM transfers t JOIN ledger_entries e ON e.transfer_id = t.id
		WHERE t.tenant_id = payments.tenant_id AND t.reference_id = payments.id AND e.account_code = 'disputes')) AS disputed,
	created_at AS createdAt, updated_at AS updatedAt, settled_at AS settledAt,
	(SELECT coalesce(sum(amount), 0) FROM refunds r WHERE r.tenant_id = payments.tenant_id AND r.payment_id = payments.id
		AND r.status IN ('requested', 'pending') AND r.way = 'provider') AS refunding,
	(SELECT coalesce(sum(amount), 0) FROM refunds r WHERE r.tenant_id = payments.tenant_id AND r.payment_id = payments.id
		AND r.status = 'succeeded' AND r.way = 'provider') AS refunded
	FROM payments WHERE provider IN ('midtrans', 'stripe') AND updated_at >= ?1`;

/** Their side, in our units. */
type Theirs = { paid: boolean; disputed: number; amount: number; refunded: number };

export const HAVE_MONEY: PaymentStatus[] = ["succeeded", "partially_refunded", "refunded", "disputed"];
/** Stripe counts rupiah in hundredths, as it does cents. */
const HUNDREDTHS = 100;

/** What the two books say differently, by payment. */
export function differences({ midtrans, stripe }: Gateways, ours: readonly OurPayment[]): Map<string, string> {
	const charged = chargesOf(stripe);
	const found = new Map<string, string>();
	for (const payment of ours) {
		const theirs =
			payment.provider === "midtrans" ? orderAt(midtrans, payment.id) : (charged.get(payment.id) ?? UNKNOWN);
		const difference = differenceOf(payment, theirs);
		if (difference) found.set(payment.id, difference);
	}
	return found;
}

const UNKNOWN: Theirs = { paid: false, disputed: 0, amount: 0, refunded: 0 };

function differenceOf({ status, amount, refunded, refunding, disputed }: OurPayment, theirs: Theirs): string | null {
	const counted = HAVE_MONEY.includes(status);
	if (theirs.paid !== counted) return `it is ${status} here, there it is ${theirs.paid ? "paid" : "not paid"}`;
	if (!counted) return null;
	if (theirs.amount !== amount) return `it is ${amount} here, ${theirs.amount} there`;
	if (theirs.refunded !== refunded) return `${refunded} was refunded here, ${theirs.refunded} there`;
	if (theirs.disputed > 0 && status !== "disputed") return `it is ${status} here, there it is disputed`;
	const untouched = refunded + refunding === 0;
	if (untouched && disputed !== Math.min(theirs.disputed, amount))
		return `${disputed} is disputed here, ${theirs.disputed} there`;
	return null;
}

function orderAt(midtrans: Gateways["midtrans"], orderId: string): Theirs {
	const tx = midtrans.books.orders.get(orderId)?.attempts.at(-1);
	if (!tx) return UNKNOWN;
	const isDisputed = tx.status === "chargeback" || tx.status === "partial_chargeback";
	const byBank = tx.refunds.filter(({ refund_key }) => refund_key === null);
	const part = byBank.reduce((sum, { refund_amount }) => sum + refund_amount, 0);
	const whole = tx.status === "chargeback" ? tx.amount : part;
	const paid = isDisputed || ["capture", "settlement", "refund", "partial_refund"].includes(tx.status);
	const confirmed = { ...tx, refunds: tx.refunds.filter(({ bank_confirmed_at }) => bank_confirmed_at !== null) };
	return {
		paid,
		disputed: isDisputed ? whole : 0,
		amount: tx.amount,
		refunded: refundedOf(confirmed),
	};
}

function chargesOf({ books }: Gateways["stripe"]): Map<string, Theirs> {
	const theirs = new Map<string, Theirs>();
	for (const intent of books.intents.values()) {
		const paymentId = intent.metadata.payment_id;
		const charge = books.charges.get(intent.latest_charge ?? "");
		if (!paymentId || !charge || charge.status !== "succeeded") continue;
		const refunds = [...books.refunds.values()].filter(
			(refund) => refund.charge === charge.id && refund.status === "succeeded",
		);
		const open = [...books.disputes.values()].filter((one) => one.payment_intent === intent.id && one.status !== "won");
		const unit = intent.currency === "usd" ? 1 : HUNDREDTHS;
		theirs.set(paymentId, {
			paid: true,
			disputed: open.reduce((sum, { amount }) => sum + amount, 0) / unit,
			amount: charge.amount / unit,
			refunded: refunds.reduce((sum, { amount }) => sum + amount, 0) / unit,
		});
	}
	return theirs;
}

/** A notification that is lost is made good by the sync, a refund by its bank. */
const SYNC_FINDS_IT = 3 * DAY;
/** What happens to money long after it came is found by the week's reconciliation, and mended by somebody after that. */
const SOMEBODY_MENDS_IT = 14 * DAY;

/** How long the books may differ about a payment, where they have since `since`. It is asked about a day after its money came. */
export function patienceWith({ status, settledAt }: Pick<OurPayment, "status" | "settledAt">, since: number): number {
	const late = HAVE_MONEY.includes(status) && since - (settledAt ?? since) > DAY;
	return late ? SOMEBODY_MENDS_IT : SYNC_FINDS_IT;
}
