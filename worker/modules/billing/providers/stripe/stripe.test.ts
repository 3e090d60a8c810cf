import { expect, test } from "vitest";
import { createStripe } from "#tests/peers/stripe/stripe";
import { money } from "#worker/kernel/money";
import type { Checkout } from "../provider";
import { stripe } from "./stripe";

const SECRET_KEY = "sk_test_in_process";
const START = Date.UTC(2026, 0, 5);
const HOUR = 3_600_000;

/** A practice Stripe in the same process, whose clock is turned by hand; what it sends is kept in `received`. */
function practice() {
	let now = START;
	let seed = 7;
	const received: { headers: Headers; body: string; at: number }[] = [];
	const peer = createStripe({
		secretKey: SECRET_KEY,
		webhookSecret: "whsec_in_process",
		publicUrl: () => "https://practice.example",
		webhookUrl: "https://sewa.example/webhooks/stripe",
		now: () => now,
		random: () => {
			seed = (seed * 16_807) % 2_147_483_647;
			return seed / 2_147_483_647;
		},
		deliver: async (_url, body, headers) => {
			received.push({ headers: new Headers(headers), body, at: now });
			return 200;
		},
	});
	const provider = stripe({
		secretKey: SECRET_KEY,
		apiUrl: "https://practice.example",
		webhookSecret: "whsec_in_process",
		fetch: async (input, init) => peer.fetch(new Request(input as string, init)),
		now: () => now,
	});
	const turn = (ms: number) => {
		now += ms;
		return peer.due(now);
	};
	return { peer, provider, received, turn };
}

const someCheckout: Checkout = {
	paymentId: "pay_in_process",
	amount: money(149_000, "IDR"),
	lines: [{ id: "plan", name: "Growth", price: money(149_000, "IDR"), quantity: 1 }],
	customer: { name: "Sari", email: "sari@tokobunga.example", reference: null },
	returnUrl: "https://sewa.example/back",
	notifyUrl: "https://sewa.example/webhooks/stripe",
	expiresAt: START + 2 * HOUR,
	locale: "en",
	save: false,
};
const orderOf = (reference: string) => ({
	paymentId: someCheckout.paymentId,
	reference,
	transactionId: null,
	amount: someCheckout.amount,
});

test("a payment runs in one process: asked for, paid, told by signed events and verified", async () => {
	const { peer, provider, received, turn } = practice();
	const { reference } = await provider.create(someCheckout);
	expect(await provider.verify(orderOf(reference))).toMatchObject({ state: "not_started", amount: null });
	peer.pay(reference);
	await turn(1_000);
	const events = await Promise.all(received.map((webhook) => provider.parseWebhook(webhook)));
	expect(events.filter(({ kind }) => kind === "checkout.session.completed")).toMatchObject([
		{ claims: "paid", order: { paymentId: "pay_in_process", reference } },
	]);
	expect(await provider.verify(orderOf(reference))).toMatchObject({
		state: "paid",
		amount: money(149_000, "IDR"),
		paidAt: START,
		says: "complete/paid/succeeded",
	});
});

test("time alone expires a checkout", async () => {
	const { provider, received, turn } = practice();
	const { reference } = await provider.create(someCheckout);
	await turn(2 * HOUR - 1);
	expect((await provider.verify(orderOf(reference))).state).toBe("not_started");
	await turn(1);
	await turn(1_000);
	expect((await provider.verify(orderOf(reference))).state).toBe("expired");
	expect(received.map(({ body }) => JSON.parse(body).type)).toEqual(["checkout.session.expired"]);
});

test("a payment that the bank took back says so, and what its dispute came to; one that was won has succeeded", async () => {
	for (const won of [true, false]) {
		const { peer, provider } = practice();
		const { reference } = await provider.create(someCheckout);
		peer.pay(reference);
		const { transactionId } = await provider.verify(orderOf(reference));
		peer.dispute(transactionId ?? "");
		expect(await provider.verify(orderOf(reference))).toMatchObject({
			...{ state: "disputed", disputed: someCheckout.amount, says: "complete/paid/disputed/needs_response" },
		});
		expect((await provider.verify({ ...orderOf(reference), reference: transactionId })).says).toBe(
			"disputed/needs_response",
		);
		peer.closeDispute(transactionId ?? "", won);
		expect(await provider.verify(orderOf(reference))).toMatchObject(
			won
				? { state: "paid", disputed: null, says: "complete/paid/succeeded" }
				: { state: "disputed", disputed: someCheckout.amount, says: "complete/paid/disputed/lost" },
		);
	}
});
