import { createHash } from "node:crypto";
import { HOUR } from "#worker/kernel/time";
import type { Channel } from "./channels.ts";

export type Status =
	| "pending"
	| "capture"
	| "settlement"
	| "deny"
	| "cancel"
	| "expire"
	| "refund"
	| "partial_refund"
	| "chargeback"
	| "partial_chargeback";

export type Refund = {
	refund_chargeback_id: number;
	refund_amount: number;
	created_at: number;
	reason: string;
	/** Null for what the bank took back. */
	refund_key: string | null;
	bank_confirmed_at: number | null;
};

export type Transaction = {
	id: string;
	orderId: string;
	channel: Channel;
	status: Status;
	fraud: "accept" | "deny" | "challenge";
	amount: number;
	createdAt: number;
	settledAt: number | null;
	expiresAt: number;
	/** A capture or settlement that comes by itself. */
	next: { status: "capture" | "settlement"; at: number } | null;
	refunds: Refund[];
	fields: Record<string, unknown>;
	/** While the status API lags: what it still says. Null: nothing is known yet. */
	lag: { until: number; says: Record<string, unknown> | null } | null;
};

export type Order = {
	orderId: string;
	token: string;
	amount: number;
	customer: { name: string; email: string };
	items: { name: string; price: number; quantity: number }[];
	createdAt: number;
	expiresAt: number;
	finishUrl: string | null;
	notifyUrls: string[];
	/** The last one is the order's; a denied card is followed by another. */
	attempts: Transaction[];
};

export type Books = { orders: Map<string, Order> };

/** Which state may follow which (docs.midtrans.com, transaction status cycle). */
const NEXT: Record<Status, readonly Status[]> = {
	pending: ["settlement", "capture", "expire", "cancel", "deny"],
	capture: ["capture", "settlement", "cancel", "deny"],
	settlement: ["refund", "partial_refund", "chargeback", "partial_chargeback", "deny"],
	partial_refund: ["partial_refund", "refund", "chargeback", "partial_chargeback"],
	partial_chargeback: ["chargeback", "partial_chargeback"],
	refund: ["refund"],
	deny: [],
	cancel: [],
	expire: [],
	chargeback: [],
};
export const mayBecome = (from: Status, to: Status): boolean => NEXT[from].includes(to);

export function findTransaction(books: Books, id: string): Transaction | null {
	const latest = books.orders.get(id)?.attempts.at(-1);
	// DANA is asked for by transaction only.
	if (latest) return latest.channel.code === "dana" ? null : latest;
	for (const order of books.orders.values()) {
		const found = order.attempts.find((attempt) => attempt.id === id);
		if (found) return found;
	}
	return null;
}

/** Jakarta's clock, without saying so. */
export const wib = (at: number): string => new Date(at + 7 * HOUR).toISOString().slice(0, 19).replace("T", " ");
export const rupiah = (amount: number): string => `${amount}.00`;
export const refundedOf = (tx: Transaction): number => tx.refunds.reduce((sum, entry) => sum + entry.refund_amount, 0);

const CODES: Partial<Record<Status, string>> = { pending: "201", deny: "202", cancel: "202", expire: "202" };
export function statusCodeOf(tx: Transaction): string {
	if (tx.status === "capture" && tx.fraud === "challenge") return "201";
	return CODES[tx.status] ?? "200";
}

type Words = { statusCode: string; message: string; serverKey: string };

/** A transaction as the status API and notifications tell it. */
export function describe(tx: Transaction, { statusCode, message, serverKey }: Words): Record<string, unknown> {
	const gross = rupiah(tx.amount);
	const signed = `${tx.orderId}${statusCode}${gross}${serverKey}`;
	return {
		status_code: statusCode,
		status_message: message,
		transaction_id: tx.id,
		order_id: tx.orderId,
		merchant_id: "G000000001",
		gross_amount: gross,
		currency: "IDR",
		payment_type: tx.channel.paymentType,
		transaction_time: wib(tx.createdAt),
		transaction_status: tx.status,
		// Indomaret says nothing of fraud.
		...(tx.channel.code !== "indomaret" && { fraud_status: tx.fraud }),
		...(tx.settledAt !== null && { settlement_time: wib(tx.settledAt) }),
		expiry_time: wib(tx.expiresAt),
		signature_key: createHash("sha512").update(signed).digest("hex"),
		...tx.fields,
		...(tx.refunds.length > 0 && { refund_amount: rupiah(refundedOf(tx)), refunds: tx.refunds.map(describeRefund) }),
	};
}

function describeRefund(refund: Refund) {
	const { refund_chargeback_id, refund_amount, created_at, reason, refund_key, bank_confirmed_at } = refund;
	return {
		refund_chargeback_id,
		refund_amount: rupiah(refund_amount),
		created_at: wib(created_at),
		reason,
		...(refund_key && { refund_key }),
		...(bank_confirmed_at !== null && { refund_method: "online", bank_confirmed_at: wib(bank_confirmed_at) }),
	};
}
