import * as z from "zod";
import { type Money, money, sum } from "#worker/kernel/money";
import { ProviderError, type ProviderRefund, type ProviderState, type ProviderTruth } from "../provider";

const Text = z.union([z.string(), z.number()]).transform(String);
const Refund = z.object({
	refund_chargeback_id: Text.nullish(),
	refund_amount: Text,
	refund_key: z.string().nullish(),
	bank_confirmed_at: z.string().nullish(),
});

/** What Midtrans says of a transaction, in a status answer or a notification. Unknown fields may appear any day. */
const Said = z.object({
	order_id: Text,
	transaction_id: Text.nullish(),
	transaction_status: z.string(),
	status_code: Text,
	fraud_status: z.string().nullish(),
	gross_amount: Text,
	currency: z.string().nullish(),
	payment_type: z.string().nullish(),
	store: z.string().nullish(),
	permata_va_number: Text.nullish(),
	va_numbers: z.array(z.object({ bank: z.string() })).nullish(),
	transaction_time: z.string().nullish(),
	settlement_time: z.string().nullish(),
	refund_amount: Text.nullish(),
	refunds: z.array(Refund).nullish(),
});
export type Said = z.infer<typeof Said>;

export const NOT_STARTED: ProviderTruth = {
	state: "not_started",
	amount: null,
	transactionId: null,
	channel: null,
	paidAt: null,
	refunds: [],
	disputed: null,
	says: "not started",
	saved: null,
};

/** Means of payment that Midtrans refunds by API. The rest (VA, bills, stores) is paid back by a person. */
const REFUNDABLE = new Set("credit_card gopay shopeepay dana ovo qris kredivo akulaku".split(" "));
export const isRefundable = (channel: string): boolean => REFUNDABLE.has(channel);

export function readSaid(body: unknown): Said {
	const said = Said.safeParse(body);
	if (said.success) return said.data;
	throw new ProviderError("unavailable", "Midtrans answered with a transaction that cannot be read", {
		cause: said.error,
	});
}

/**
 * A status answer in our words.
 * @throws ProviderError `refused` where an amount is not whole rupiah
 */
export function truthOf(said: Said): ProviderTruth {
	const state = stateOf(said);
	return {
		state,
		amount: amountOf(said.gross_amount, said),
		transactionId: said.transaction_id ?? null,
		channel: channelOf(said),
		paidAt: state === "paid" || state === "disputed" ? paidAt(said) : null,
		refunds: refundsOf(said, state),
		disputed: state === "disputed" ? disputedOf(said) : null,
		says: [said.transaction_status, said.fraud_status].filter(Boolean).join("/").toLowerCase(),
		saved: null,
	};
}

const STATES: Record<string, ProviderState> = {
	settlement: "paid",
	capture: "paid",
	refund: "paid",
	partial_refund: "paid",
	chargeback: "disputed",
	partial_chargeback: "disputed",
	pending: "pending",
	authorize: "pending",
	deny: "denied",
	failure: "denied",
	expire: "expired",
	cancel: "canceled",
};

/** Paid is `settlement` or `capture`, with status code 200 and no doubt of the fraud detection. Some answers shout. */
export function stateOf(said: Pick<Said, "transaction_status" | "status_code" | "fraud_status">): ProviderState {
	const status = said.transaction_status.toLowerCase();
	const state = STATES[status];
	if (!state) throw new ProviderError("unavailable", `Midtrans reports a state unknown to us: ${status.slice(0, 40)}`);
	if (status !== "settlement" && status !== "capture") return state;
	const fraud = said.fraud_status?.toLowerCase() ?? "accept";
	if (fraud === "deny") return "denied";
	if (fraud !== "accept") return "challenged";
	return said.status_code === "200" ? "paid" : "pending";
}

/** `bca_va`, `permata_va`, `echannel`, `alfamart`, `qris`, `credit_card`: as in Snap's `enabled_payments`. */
function channelOf(said: Said): string | null {
	const type = said.payment_type?.toLowerCase() ?? null;
	if (type === "cstore") return said.store?.toLowerCase() ?? type;
	if (type !== "bank_transfer") return type;
	if (said.permata_va_number) return "permata_va";
	const bank = said.va_numbers?.[0]?.bank;
	return bank ? `${bank.toLowerCase()}_va` : type;
}

/** Both a Dashboard refund and ours have a key; an entry without one is the bank's chargeback. */
function refundsOf(said: Said, state: ProviderState): ProviderRefund[] {
	const listed = said.refunds ?? [];
	const refunds = state === "disputed" ? listed.filter((refund) => refund.refund_key) : listed;
	return refunds.map((refund) => ({
		key: refund.refund_key ?? null,
		reference: refund.refund_chargeback_id ?? refund.refund_key ?? "",
		amount: amountOf(refund.refund_amount, said),
		final: Boolean(refund.bank_confirmed_at),
	}));
}

/** Of a partial chargeback the list tells the sum, without it the cumulative amount does. */
function disputedOf(said: Said): Money {
	if (said.transaction_status.toLowerCase() !== "partial_chargeback") return amountOf(said.gross_amount, said);
	const listed = (said.refunds ?? []).filter((refund) => !refund.refund_key);
	if (listed.length === 0) return amountOf(said.refund_amount ?? said.gross_amount, said);
	const amounts = listed.map((entry) => amountOf(entry.refund_amount, said));
	return sum(amounts, "IDR");
}

/** `"154600.00"` is Rp 154.600. Midtrans writes decimals and never means them; if it did, nothing here may round. */
function amountOf(text: string, { currency }: Pick<Said, "currency">): Money {
	const whole = /^(\d{1,15})(?:\.0+)?$/.exec(text)?.[1];
	if (!whole || (currency ?? "IDR").toUpperCase() !== "IDR")
		throw new ProviderError("refused", `Midtrans reports ${text.slice(0, 30)} ${currency ?? ""}: not whole rupiah`);
	return money(Number(whole), "IDR");
}

const paidAt = (said: Said): number | null => timeOf(said.settlement_time) ?? timeOf(said.transaction_time);

/** `YYYY-MM-DD HH:MM:SS`, which is Jakarta's clock though nothing says so. */
function timeOf(text: string | null | undefined): number | null {
	if (!text || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return null;
	const at = Date.parse(`${text.replace(" ", "T")}+07:00`);
	return Number.isNaN(at) ? null : at;
}
