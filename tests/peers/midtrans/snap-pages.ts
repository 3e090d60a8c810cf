import { type Context, Hono } from "hono";
import { MINUTE } from "#worker/kernel/time";
import { type Books, type Order, statusCodeOf, type Transaction } from "./books.ts";
import { CARDS, CHANNELS } from "./channels.ts";
import type { Payments } from "./payments.ts";
import { type Notice, page } from "./snap-layout.ts";
import { cardForm, choice, ended, instructions } from "./snap-views.ts";

type PagesWorld = { books: Books; payments: Payments; now: () => number };

const CVV = "123";

/** Snap's page at `/snap/v3/redirection/{token}`: pick, see what to pay, and play the customer's bank. */
export function snapPages({ books, payments, now }: PagesWorld): Hono {
	function orderOf(c: Context): Order | null {
		const token = c.req.param("token");
		return [...books.orders.values()].find((order) => order.token === token) ?? null;
	}

	/** Nobody has picked yet, is paying, or may try again. */
	const isOpen = (order: Order) =>
		order.expiresAt > now() && ["pending", "deny"].includes(order.attempts.at(-1)?.status ?? "pending");

	function show(c: Context, order: Order, notice?: Notice): Response | Promise<Response> {
		const base = `/snap/v3/redirection/${order.token}`;
		const tx = order.attempts.at(-1);
		const body = () => {
			if (!isOpen(order)) return ended(order, base);
			if (c.req.query("pick") === "credit_card") return cardForm(base);
			const waits = tx?.status === "pending" && c.req.query("pick") === undefined;
			return waits ? instructions(tx, base) : choice(base);
		};
		const failed: Notice | undefined =
			tx?.status === "deny" && isOpen(order)
				? { text: "Pembayaran gagal, coba lagi · That payment failed, try again", bad: true }
				: undefined;
		c.header("cache-control", "no-store");
		c.header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
		return c.html(page({ order, notice: notice ?? failed, body: body() }), notice?.bad ? 422 : 200);
	}

	/** One button's way: the order must be there and still be open. */
	const button = (press: (c: Context, order: Order) => Response | Promise<Response>) => async (c: Context) => {
		const order = orderOf(c);
		if (!order) return c.text("Transaction not found", 404);
		return isOpen(order) ? press(c, order) : show(c, order);
	};

	const onPending = (act: (orderId: string) => unknown) =>
		button((c, order) => {
			if (order.attempts.at(-1)?.status === "pending") act(order.orderId);
			return leave(c, order);
		});

	async function pick(c: Context, order: Order) {
		const form = await c.req.parseBody();
		const channel = CHANNELS.find(({ code }) => code === form.channel);
		if (!channel) return show(c, order, { text: "Pilih cara bayar · Choose how to pay", bad: true });
		if (channel.code === "credit_card") return c.redirect(`/snap/v3/redirection/${order.token}?pick=credit_card`, 303);
		payments.pick(order.orderId, channel.code);
		return c.redirect(`/snap/v3/redirection/${order.token}`, 303);
	}

	async function payByCard(c: Context, order: Order) {
		const form = await c.req.parseBody();
		const number = String(form.number ?? "").replace(/\D/g, "");
		const card = CARDS.find((known) => known.number === number);
		const text = "Pakai kartu latihan dan CVV 123 · Use a practice card and CVV 123";
		if (!card || form.cvv !== CVV || !isFuture(String(form.expiry ?? ""), now()))
			return show(c, order, { text, bad: true });
		const tx = payments.card(order.orderId, card.fate, number);
		return tx.status === "deny" ? c.redirect(`/snap/v3/redirection/${order.token}`, 303) : leave(c, order);
	}

	return new Hono()
		.get("/:token", (c) => {
			const order = orderOf(c);
			return order ? show(c, order) : c.text("Transaction not found", 404);
		})
		.post("/:token/pick", button(pick))
		.post("/:token/card", button(payByCard))
		.post(
			"/:token/pay",
			onPending((orderId) => payments.pay(orderId)),
		)
		.post("/:token/fail", onPending(payments.deny))
		.post(
			"/:token/expire",
			button((c, order) => {
				// A page that nobody has used dies without a word to the merchant.
				if (order.attempts.at(-1)?.status === "pending") payments.expire(order.orderId);
				order.expiresAt = now();
				return leave(c, order);
			}),
		)
		.get("/:token/close", (c) => {
			const order = orderOf(c);
			return order ? leave(c, order) : c.text("Transaction not found", 404);
		});
}

/** Back to the merchant as Snap does, with what it knows in the address. */
function leave(c: Context, order: Order): Response {
	const tx = order.attempts.at(-1);
	if (!order.finishUrl) return c.redirect(`/snap/v3/redirection/${order.token}`, 303);
	const target = new URL(order.finishUrl);
	target.searchParams.set("order_id", order.orderId);
	for (const [name, value] of Object.entries(outcomeOf(tx))) target.searchParams.set(name, value);
	return c.redirect(target.href, 303);
}

const outcomeOf = (tx: Transaction | undefined): Record<string, string> =>
	tx ? { status_code: statusCodeOf(tx), transaction_status: tx.status } : { action: "back" };

/** `MM/YY`, good until the month is over. */
function isFuture(text: string, now: number): boolean {
	const [, month, year] = /^(0[1-9]|1[0-2]) ?\/ ?(\d\d)$/.exec(text.trim()) ?? [];
	return month !== undefined && Date.UTC(2000 + Number(year), Number(month)) > now + MINUTE;
}
