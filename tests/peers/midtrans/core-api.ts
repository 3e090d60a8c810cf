import { type Context, Hono, type MiddlewareHandler } from "hono";
import * as z from "zod";
import { MINUTE } from "#worker/kernel/time";
import { mayBecome, refundedOf, rupiah, type Transaction } from "./books.ts";
import { gate, type Refuse } from "./gate.ts";
import type { Moods, Operation } from "./misbehaviour.ts";
import type { Payments } from "./payments.ts";

type CoreWorld = { serverKey: string; moods: Moods; payments: Payments; now: () => number; random: () => number };
type Said = Record<string, unknown>;
type Action = (tx: Transaction, body: unknown) => Said;

const NOT_FOUND: Said = { status_code: "404", status_message: "Transaction doesn't exist." };
const NOT_MODIFIABLE: Said = {
	status_code: "412",
	status_message: "Merchant cannot modify the status of the transaction",
};
const KEY_LIFE = 5 * MINUTE;
const LONGEST_KEY = 46;

const RefundBody = z.object({
	refund_key: z.string().regex(/^[\w-]+$/),
	amount: z.int().min(1).optional(),
	reason: z.string().max(255).optional(),
});

/** The Core API under `/v2`: the logical status is in the body, HTTP's own follows it or is 200. */
export function coreApi(world: CoreWorld): Hono {
	const { serverKey, moods, payments, random } = world;
	const refuse: Refuse = (c, status, message) =>
		c.json({ status_code: String(status), status_message: message, id: "peer" }, status);
	const guard = (operation: Operation) => gate({ serverKey, moods, operation, refuse });
	const idempotent = rememberReplies(world.now);

	function reply(c: Context, said: Said): Response {
		const code = Number(said.status_code);
		// A 407 by HTTP would be about a proxy; Midtrans has it in the body only.
		const plain = code < 400 || code === 407 || random() < 0.5;
		return c.json(said, plain ? 200 : (code as 404));
	}

	const act = (action: Action) => async (c: Context) => {
		const tx = payments.find(c.req.param("id") ?? "");
		return reply(c, tx ? action(tx, await c.req.json().catch(() => null)) : NOT_FOUND);
	};

	return new Hono()
		.get("/:id/status", guard("status"), (c) => {
			const tx = payments.find(c.req.param("id"));
			return reply(c, (tx && statusOf(tx, world)) ?? NOT_FOUND);
		})
		.post("/:id/expire", guard("expire"), idempotent, act(expireAction(payments)))
		.post("/:id/cancel", guard("cancel"), idempotent, act(cancelAction(payments)))
		.post("/:id/refund", guard("refund"), idempotent, act(refundAction(world)))
		.post("/:id/refund/online/direct", guard("refund"), idempotent, act(refundAction(world)))
		.post("/:id/approve", guard("approve"), idempotent, act(judgeAction(payments, "approve")))
		.post("/:id/deny", guard("deny"), idempotent, act(judgeAction(payments, "deny")));
}

function statusOf(tx: Transaction, { payments, now, moods }: CoreWorld): Said | null {
	const lagging = tx.lag && now() < tx.lag.until ? tx.lag : null;
	const said = lagging ? lagging.says : payments.saysNow(tx);
	if (!said) return null;
	const status = String(said.transaction_status);
	if (status === "expire") return { ...said, status_code: "407", status_message: "Success, transaction is expired" };
	// DANA and ShopeePay shout while they wait, and call it 200.
	if (status === "pending" && ["dana", "shopeepay"].includes(tx.channel.code))
		return { ...said, status_code: "200", transaction_status: "PENDING" };
	const loud = moods.take(["upper_case"]);
	return loud ? { ...said, transaction_status: status.toUpperCase(), fraud_status: tx.fraud.toUpperCase() } : said;
}

const changed = (payments: Payments, tx: Transaction, message: string): Said => ({
	...payments.saysNow(tx),
	status_code: "200",
	status_message: `Success, transaction is ${message}`,
});

const expireAction =
	(payments: Payments): Action =>
	(tx) => {
		if (tx.status === "expire") return { status_code: "407", status_message: "Expired transaction" };
		if (tx.status !== "pending") return NOT_MODIFIABLE;
		payments.change(tx, "expire");
		return { ...changed(payments, tx, "expired"), status_code: "407" };
	};

const cancelAction =
	(payments: Payments): Action =>
	(tx) => {
		if (!mayBecome(tx.status, "cancel")) return NOT_MODIFIABLE;
		payments.change(tx, "cancel", { next: null });
		return changed(payments, tx, "canceled");
	};

const judgeAction =
	(payments: Payments, verdict: "approve" | "deny"): Action =>
	(tx) => {
		if (tx.status !== "capture" || tx.fraud !== "challenge") return NOT_MODIFIABLE;
		if (verdict === "approve") payments.change(tx, "capture", { fraud: "accept" });
		else payments.change(tx, "deny", { fraud: "deny", next: null });
		return changed(payments, tx, verdict === "approve" ? "approved" : "denied");
	};

const refundAction =
	({ payments, moods, now }: CoreWorld): Action =>
	(tx, body) => {
		const input = RefundBody.safeParse(body);
		if (!input.success)
			return { status_code: "400", status_message: "One or more parameters in the payload is invalid." };
		const { refund_key: key, amount = tx.amount - refundedOf(tx), reason = "" } = input.data;
		if (tx.refunds.some((entry) => entry.refund_key === key))
			return { status_code: "406", status_message: "Duplicate refund ID" };
		const refusal = whyNotRefunded(tx, amount, now());
		if (refusal) return refusal;
		if (moods.take(["no_balance"]))
			return { status_code: "414", status_message: "Refund request is rejected due to insufficient merchant balance" };
		const refund = payments.refund(tx, amount, key, reason);
		return {
			...changed(payments, tx, "refunded"),
			status_message: "Success, refund request is approved",
			refund_chargeback_id: refund?.refund_chargeback_id,
			refund_amount: rupiah(amount),
			refund_key: key,
		};
	};

function whyNotRefunded(tx: Transaction, amount: number, now: number): Said | null {
	const { parts, windowMs } = tx.channel.refund;
	const settled = tx.status === "settlement" || tx.status === "partial_refund";
	if (parts === "none" || !settled || now > (tx.settledAt ?? 0) + windowMs) return NOT_MODIFIABLE;
	const left = tx.amount - refundedOf(tx);
	const fits = amount >= 1 && amount <= left && (parts === "any" || amount === tx.amount);
	return fits ? null : { status_code: "414", status_message: "Refund request is rejected due to invalid amount" };
}

/** `Idempotency-Key`: successful replies are kept five minutes, whatever the next body says; longer keys are ignored. */
function rememberReplies(now: () => number): MiddlewareHandler {
	const replies = new Map<string, { at: number; text: string | null }>();
	const fresh = (key: string) => {
		const known = replies.get(key);
		return known && now() - known.at < KEY_LIFE ? known : null;
	};
	return async (c, next) => {
		const key = c.req.header("idempotency-key") ?? "";
		if (key === "" || key.length > LONGEST_KEY) return next();
		const known = fresh(key);
		if (known?.text) return c.json(JSON.parse(known.text));
		if (known) return c.json({ status_code: "202", status_message: "Request in process" }, 202);
		replies.set(key, { at: now(), text: null });
		await next();
		const text = await c.res.clone().text();
		if (/"status_code":"(2\d\d|407)"/.test(text)) replies.set(key, { at: now(), text });
		else replies.delete(key);
	};
}
