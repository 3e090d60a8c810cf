import { DAY, SECOND } from "#worker/kernel/time";
import { findTransaction, mayBecome, refundedOf, type Transaction } from "./books.ts";
import { CARDS, type CardFate } from "./channels.ts";
import { createTransactions, type World } from "./transactions.ts";

const CARD_SETTLES_AFTER = DAY;
const CARD_DELAY = 60 * SECOND;
const BANK_CONFIRMS_AFTER = DAY;
const RESPONSE_CODES: Record<CardFate, string> = {
	accept: "00",
	accept_later: "00",
	fraud_deny: "00",
	bank_deny: "05",
	no_funds: "51",
};

/** What customers, banks and Midtrans itself do to transactions. */
export function createPayments(world: World) {
	const { books, now } = world;
	const { orderOf, latest, open, change, saysNow, digits, uuid } = createTransactions(world);
	let refundSerial = 0;

	/** A customer picks a means of payment: from here on Core knows the order. */
	const pick = (orderId: string, channelCode: string) => open(orderId, channelCode, { status: "pending" });

	function card(orderId: string, fate: CardFate, number = CARDS[0]?.number ?? ""): Transaction {
		const code = RESPONSE_CODES[fate];
		const fields = {
			masked_card: `${number.slice(0, 8)}-${number.slice(-4)}`,
			bank: "bni",
			card_type: "credit",
			eci: "05",
			channel_response_code: code,
			channel_response_message: code === "00" ? "Approved" : "Do not honour",
			...(code === "00" && { approval_code: digits(13) }),
		};
		if (fate === "accept_later") {
			const next = { status: "capture" as const, at: now() + CARD_DELAY };
			return open(orderId, "credit_card", { status: "pending", fields, next });
		}
		if (fate === "accept") return open(orderId, "credit_card", { status: "capture", fields, next: settlesLater() });
		return open(orderId, "credit_card", { status: "deny", fields, fraud: fate === "fraud_deny" ? "deny" : "accept" });
	}

	const settlesLater = () => ({ status: "settlement" as const, at: now() + CARD_SETTLES_AFTER });

	function challenge(orderId: string): Transaction {
		return open(orderId, "credit_card", { status: "capture", fraud: "challenge", next: settlesLater() });
	}

	/** Pays by `channelCode`, picking it where that has not happened. */
	function pay(orderId: string, channelCode?: string): Transaction {
		const last = orderOf(orderId).attempts.at(-1);
		const code = channelCode ?? last?.channel.code ?? "qris";
		if (code === "credit_card") return card(orderId, "accept");
		const tx = last?.status === "pending" && last.channel.code === code ? last : pick(orderId, code);
		change(tx, "settlement", { settledAt: now() });
		return tx;
	}

	function addRefund(tx: Transaction, amount: number, key: string | null, reason: string) {
		refundSerial += 1;
		const entry = {
			refund_chargeback_id: refundSerial,
			refund_amount: amount,
			created_at: now(),
			reason,
			refund_key: key,
			bank_confirmed_at: null,
		};
		return [...tx.refunds, entry];
	}

	function refund(tx: Transaction, amount: number, key: string, reason: string) {
		const whole = refundedOf(tx) + amount === tx.amount;
		change(tx, whole ? "refund" : "partial_refund", { refunds: addRefund(tx, amount, key, reason) });
		return tx.refunds.at(-1);
	}

	/** The bank confirms: the second of a refund's two notifications. Without a key all that are open. */
	function confirmRefund(orderId: string, key?: string) {
		const tx = latest(orderId);
		const isMeant = (entry: Transaction["refunds"][number]) =>
			entry.refund_key !== null && entry.bank_confirmed_at === null && (!key || entry.refund_key === key);
		if (!tx.refunds.some(isMeant)) throw new RangeError(`no refund of ${orderId} waits for its bank`);
		const refunds = tx.refunds.map((entry) => (isMeant(entry) ? { ...entry, bank_confirmed_at: now() } : entry));
		change(tx, tx.status, { refunds });
	}

	/** The bank takes money back; all of it where no amount is given. */
	function chargeback(orderId: string, amount?: number) {
		const tx = latest(orderId);
		const partial = amount !== undefined && amount < tx.amount;
		const refunds = addRefund(tx, amount ?? tx.amount, null, "chargeback");
		change(tx, partial ? "partial_chargeback" : "chargeback", { refunds });
	}

	/** What time brings: expiries, settlements of cards, confirmations of banks. */
	function tick(at: number) {
		for (const order of books.orders.values()) for (const tx of order.attempts) tickOne(tx, at);
	}

	function tickOne(tx: Transaction, at: number) {
		if (tx.next && tx.next.at <= at) proceed(tx, tx.next.status);
		if (tx.status === "pending" && !tx.next && tx.expiresAt <= at) change(tx, "expire");
		const ripe = tx.refunds.some(
			(entry) => entry.refund_key && !entry.bank_confirmed_at && entry.created_at + BANK_CONFIRMS_AFTER <= at,
		);
		if (ripe && mayBecome(tx.status, tx.status)) confirmRefund(tx.orderId);
	}

	function proceed(tx: Transaction, to: "capture" | "settlement") {
		tx.next = null;
		if (to === "capture" && tx.status === "pending") change(tx, "capture", { next: settlesLater() });
		else if (tx.status === "capture" && tx.fraud === "challenge")
			change(tx, "cancel"); // An unanswered challenge is void when the day is settled.
		else if (tx.status === "capture") change(tx, "settlement", { settledAt: now() });
	}

	return {
		find: (id: string) => findTransaction(books, id),
		saysNow,
		token: uuid,
		change,
		pick,
		pay,
		card,
		challenge,
		refund,
		confirmRefund,
		chargeback,
		tick,
		settle: (orderId: string) => change(latest(orderId), "settlement", { settledAt: now(), next: null }),
		approve: (orderId: string) => change(latest(orderId), "capture", { fraud: "accept" }),
		deny: (orderId: string) => change(latest(orderId), "deny", { next: null }),
		expire: (orderId: string) => change(latest(orderId), "expire", { next: null }),
		/** Permata, Mandiri and Indomaret take a settlement back within minutes. */
		reverse: (orderId: string) => change(latest(orderId), "deny", { settledAt: null }),
	};
}
export type Payments = ReturnType<typeof createPayments>;
