import { type Books, describe, mayBecome, type Order, type Status, statusCodeOf, type Transaction } from "./books.ts";
import { channelOf } from "./channels.ts";
import type { Moods } from "./misbehaviour.ts";
import type { Notifier } from "./notifications.ts";

export type World = {
	books: Books;
	moods: Moods;
	notifier: Notifier;
	serverKey: string;
	now: () => number;
	random: () => number;
};

/** Opens transactions and moves them along the documented state machine; each move sends a notification. */
export function createTransactions({ books, moods, notifier, serverKey, now, random }: World) {
	const digits = (length: number) => Array.from({ length }, () => Math.floor(random() * 10)).join("");
	const hex = (length: number) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join("");
	const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;

	function orderOf(orderId: string): Order {
		const order = books.orders.get(orderId);
		if (!order) throw new RangeError(`there is no order ${orderId}`);
		return order;
	}

	function latest(orderId: string): Transaction {
		const tx = orderOf(orderId).attempts.at(-1);
		if (!tx) throw new RangeError(`nobody has picked a means of payment for ${orderId}`);
		return tx;
	}

	/** What the status API would say without any lag. */
	const saysNow = (tx: Transaction) =>
		describe(tx, { statusCode: statusCodeOf(tx), message: "Success, transaction is found", serverKey });

	function lagBehind(tx: Transaction, says: Record<string, unknown> | null) {
		const mood = moods.take(["lag_status"]);
		if (mood) tx.lag = { until: now() + mood.byMs, says };
	}

	type Opening = Partial<Transaction> & { status: "pending" | "capture" | "deny" };

	/** A means of payment is picked. What was pending under the order before makes way. */
	function open(orderId: string, channelCode: string, opening: Opening): Transaction {
		const order = orderOf(orderId);
		const channel = channelOf(channelCode);
		const last = order.attempts.at(-1);
		if (last?.status === "pending") change(last, "cancel", { next: null });
		else if (last && last.status !== "deny")
			throw new RangeError(`${orderId} is ${last.status}, it cannot be paid again`);
		const tx: Transaction = {
			id: uuid(),
			orderId,
			channel,
			fraud: "accept",
			amount: order.amount,
			createdAt: now(),
			settledAt: null,
			expiresAt: order.expiresAt,
			next: null,
			refunds: [],
			fields: channel.fields(digits),
			lag: null,
			...opening,
		};
		order.attempts.push(tx);
		lagBehind(tx, null);
		notifier.notify(order, tx);
		return tx;
	}

	function change(tx: Transaction, status: Status, changes: Partial<Transaction> = {}) {
		if (!mayBecome(tx.status, status)) throw new RangeError(`${tx.orderId} is ${tx.status}, it cannot be ${status}`);
		lagBehind(tx, saysNow(tx));
		Object.assign(tx, changes, { status });
		notifier.notify(orderOf(tx.orderId), tx);
	}

	return { orderOf, latest, open, change, saysNow, digits, uuid };
}
export type Transactions = ReturnType<typeof createTransactions>;
