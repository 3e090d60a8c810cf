import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { startStripe } from "#tests/peers/stripe/server";
import { money } from "#worker/kernel/money";
import type {
	Checkout,
	PaymentProvider,
	ProviderEvent,
	ProviderOrder,
} from "#worker/modules/billing/providers/provider";
import { type StripeSettings, stripe } from "#worker/modules/billing/providers/stripe/stripe";

const SECRET_KEY = "sk_test_over_http";
const WEBHOOK_SECRET = "whsec_over_http";
const HOUR = 3_600_000;

type Receipt = { headers: Headers; body: string; at: number };
const receipts: Receipt[] = [];
/** What the endpoint answers next to bodies that have the key in them; 200 when there is nothing. */
const replies = new Map<string, number[]>();
const endpoint = createServer(async (request, response) => {
	const body = await text(request);
	receipts.push({ headers: new Headers(request.headers as Record<string, string>), body, at: now() });
	const [, next] = [...replies].find(([key]) => body.includes(key)) ?? [];
	response.writeHead(next?.shift() ?? 200).end();
});

let ahead = 0;
const now = () => Date.now() + ahead;
let peer: Awaited<ReturnType<typeof startStripe>>;
let provider: PaymentProvider;

const settings = (changes: Partial<StripeSettings> = {}): StripeSettings => ({
	secretKey: SECRET_KEY,
	apiUrl: peer.url,
	webhookSecret: WEBHOOK_SECRET,
	fetch,
	now,
	...changes,
});

beforeAll(async () => {
	endpoint.listen(0, "127.0.0.1");
	await once(endpoint, "listening");
	const webhookUrl = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/webhooks/stripe`;
	peer = await startStripe({ secretKey: SECRET_KEY, webhookSecret: WEBHOOK_SECRET, webhookUrl, now });
	provider = stripe(settings());
});
beforeEach(() => {
	ahead = 0;
});
afterAll(async () => {
	await peer.stop();
	endpoint.closeAllConnections();
	endpoint.close();
});

let serial = 0;
function someCheckout(changes: Partial<Checkout> = {}): Checkout {
	serial += 1;
	return {
		paymentId: `pay_${serial}`,
		amount: money(149_000, "IDR"),
		lines: [{ id: "plan", name: "Growth, monthly", price: money(149_000, "IDR"), quantity: 1 }],
		customer: { name: "Sari", email: `sari+${serial}@tokobunga.example`, reference: null },
		returnUrl: "https://sewa.example/invoices/inv_1",
		notifyUrl: "https://sewa.example/webhooks/stripe",
		expiresAt: now() + 2 * HOUR,
		locale: "en",
		save: false,
		...changes,
	};
}

const orderOf = ({ paymentId, amount }: Checkout, reference: string | null): ProviderOrder => ({
	paymentId,
	reference,
	transactionId: null,
	amount,
});

async function begin(changes: Partial<Checkout> = {}) {
	const checkout = someCheckout(changes);
	const { reference, checkoutUrl } = await provider.create(checkout);
	return { checkout, reference, checkoutUrl, order: orderOf(checkout, reference) };
}

async function begunAndPaid(card = "4242424242424242", changes: Partial<Checkout> = {}) {
	const begun = await begin(changes);
	peer.pay(begun.reference, { card });
	const { transactionId, saved } = await provider.verify(begun.order);
	return { ...begun, intent: transactionId ?? "", saved };
}

async function savedCard(card = "4242424242424242") {
	const { saved } = await begunAndPaid(card, { save: true });
	if (!saved) throw new Error("the card was not saved");
	return saved;
}

/** What arrived of an intent or a session, parsed by the adapter. */
async function eventsOf(id: string): Promise<ProviderEvent[]> {
	const mine = receipts.filter(({ body }) => body.includes(id));
	return Promise.all(mine.map((receipt) => provider.parseWebhook(receipt)));
}
const arrived = (id: string, kind: string, times = 1) =>
	vi.waitFor(
		async () => {
			const events = (await eventsOf(id)).filter((event) => event.kind === kind);
			expect(events).toHaveLength(times);
			return events;
		},
		{ timeout: 5_000 },
	);
const failure = (promise: Promise<unknown>) => promise.then(String, (thrown: unknown) => thrown);
const charge = (order: ProviderOrder, saved: Awaited<ReturnType<typeof savedCard>>) => provider.charge?.(order, saved);
const intentsOf = (paymentId: string) =>
	[...peer.books.intents.values()].filter(({ metadata }) => metadata.payment_id === paymentId);

test("a checkout that was paid is paid, in our units, with what it was paid by", async () => {
	const { checkout, reference, order, checkoutUrl } = await begin();
	expect(checkoutUrl).toBe(`${peer.url}/c/pay/${reference}`);
	expect(peer.books.sessions.get(reference)).toMatchObject({ amount_total: 14_900_000, currency: "idr" });
	expect(await provider.verify(order)).toMatchObject({ state: "not_started", amount: null, transactionId: null });
	peer.pay(reference);
	expect(await provider.verify(order)).toMatchObject({
		state: "paid",
		amount: checkout.amount,
		channel: "card",
		paidAt: expect.closeTo(now(), -4),
		refunds: [],
		disputed: null,
		says: "complete/paid/succeeded",
		saved: null,
	});
});

test("dollars with a discount are paid as one sum", async () => {
	const lines = [
		{ id: "plan", name: "Growth", price: money(1_000, "USD"), quantity: 3 },
		{ id: "coupon", name: "Coupon", price: money(-501, "USD"), quantity: 1 },
	];
	const { intent, order } = await begunAndPaid(undefined, { amount: money(2_499, "USD"), lines });
	expect(peer.books.intents.get(intent)).toMatchObject({ amount: 2_499, currency: "usd" });
	expect((await provider.verify(order)).amount).toEqual(money(2_499, "USD"));
});

test("an order that Stripe has not answered for is not started", async () => {
	expect(await provider.verify(orderOf(someCheckout(), null))).toMatchObject({ state: "not_started" });
	expect(await provider.cancel(orderOf(someCheckout(), null))).toMatchObject({ state: "not_started" });
});

test("a declined card can be followed by one that pays", async () => {
	const { reference, order } = await begin();
	expect(peer.decline(reference)).toBe("declined");
	expect(await provider.verify(order)).toMatchObject({
		state: "denied",
		says: "open/unpaid/requires_payment_method/card_declined",
	});
	peer.pay(reference);
	expect((await provider.verify(order)).state).toBe("paid");
});

test("while the bank asks its customer the payment is pending, and a no is a decline", async () => {
	const { reference, order } = await begin();
	expect(peer.pay(reference, { card: "4000002500003155" })).toBe("authenticate");
	expect((await provider.verify(order)).state).toBe("pending");
	peer.authenticate(reference, false);
	expect((await provider.verify(order)).state).toBe("denied");
	peer.pay(reference, { card: "4000002500003155" });
	peer.authenticate(reference, true);
	expect((await provider.verify(order)).state).toBe("paid");
});

test.each([
	[true, "paid"],
	[false, "denied"],
] as const)("a payment that takes days is pending until it ends (%s: %s)", async (succeeded, state) => {
	const { reference, order } = await begin();
	peer.pay(reference, { delayed: true });
	expect(await provider.verify(order)).toMatchObject({ state: "pending", says: "complete/unpaid/processing" });
	expect(await arrived(reference, "checkout.session.completed")).toMatchObject([{ claims: "pending" }]);
	peer.settle(reference, succeeded);
	expect((await provider.verify(order)).state).toBe(state);
});

test("a cancelled checkout cannot be paid, and a paid one cannot be cancelled", async () => {
	const open = await begin();
	expect(await provider.cancel(open.order)).toMatchObject({ state: "expired", amount: null });
	expect(() => peer.pay(open.reference)).toThrow("expired");
	expect((await provider.cancel(open.order)).state).toBe("expired");
	const paid = await begunAndPaid();
	expect((await provider.cancel(paid.order)).state).toBe("paid");
});

test("a checkout whose card was declined is cancelled with its intent", async () => {
	const { reference, order, checkout } = await begin();
	peer.decline(reference);
	expect((await provider.cancel(order)).state).toBe("expired");
	expect(intentsOf(checkout.paymentId)).toMatchObject([{ status: "canceled" }]);
});

test("parts are refunded until nothing is left, and then it is refused", async () => {
	const { order } = await begunAndPaid();
	const part = (key: string, amount: number) =>
		provider.refund(order, { key, amount: money(amount, "IDR"), reason: "downgrade" });
	expect(await part(`${order.paymentId}-a`, 49_000)).toMatchObject({ outcome: "succeeded" });
	expect(await part(`${order.paymentId}-b`, 100_000)).toMatchObject({ outcome: "succeeded" });
	const { state, refunds } = await provider.verify(order);
	expect(state).toBe("paid");
	expect(refunds.map(({ key, amount, final }) => [key, amount.amount, final]).sort()).toEqual([
		[`${order.paymentId}-a`, 49_000, true],
		[`${order.paymentId}-b`, 100_000, true],
	]);
	expect(await failure(part(`${order.paymentId}-c`, 1))).toMatchObject({
		kind: "refused",
		message: expect.stringContaining("charge_already_refunded"),
	});
});

test("the same refund is given once, even days later when Stripe has forgotten the key", async () => {
	const { order } = await begunAndPaid();
	const request = { key: `${order.paymentId}-once`, amount: money(10_000, "IDR"), reason: "goodwill" };
	const first = await provider.refund(order, request);
	expect(await provider.refund(order, request)).toEqual(first);
	ahead = 72 * HOUR;
	expect(await provider.refund(order, request)).toEqual(first);
	expect((await provider.verify(order)).refunds).toHaveLength(1);
});

test("more than ten refunds are all seen", async () => {
	const { order } = await begunAndPaid();
	for (let index = 0; index < 12; index += 1) {
		await provider.refund(order, { key: `${order.paymentId}-${index}`, amount: money(1_000, "IDR"), reason: "" });
	}
	expect((await provider.verify(order)).refunds).toHaveLength(12);
});

test("a refund may take time, and may fail in the end", async () => {
	const { order } = await begunAndPaid("4000000000007726");
	const request = { key: `${order.paymentId}-slow`, amount: money(149_000, "IDR"), reason: "cancelled" };
	const outcome = await provider.refund(order, request);
	expect(outcome).toMatchObject({ outcome: "pending" });
	expect((await provider.verify(order)).refunds).toMatchObject([{ key: request.key, final: false }]);
	const reference = "reference" in outcome ? outcome.reference : "";
	peer.confirmRefund(reference);
	expect((await provider.verify(order)).refunds).toMatchObject([{ reference, final: true }]);
	peer.confirmRefund(reference, false);
	expect((await provider.verify(order)).refunds).toEqual([]);
	expect(await failure(provider.refund(order, request))).toMatchObject({ kind: "refused" });
});

test("what nobody has paid cannot be refunded", async () => {
	const { order } = await begin();
	const request = { key: `${order.paymentId}-early`, amount: money(1, "IDR"), reason: "" };
	expect(await failure(provider.refund(order, request))).toMatchObject({ kind: "refused" });
});

test("a dispute takes the money, and returns it only when it is won", async () => {
	const won = await begunAndPaid();
	const lost = await begunAndPaid();
	for (const { intent, order } of [won, lost]) {
		peer.dispute(intent);
		expect(await provider.verify(order)).toMatchObject({ state: "disputed", disputed: money(149_000, "IDR") });
	}
	peer.closeDispute(won.intent, true);
	peer.closeDispute(lost.intent, false);
	expect(await provider.verify(won.order)).toMatchObject({ state: "paid", disputed: null });
	expect(await provider.verify(lost.order)).toMatchObject({ state: "disputed", disputed: money(149_000, "IDR") });
	expect(await arrived(won.intent, "charge.dispute.closed")).toMatchObject([{ claims: "paid" }]);
	expect(await arrived(lost.intent, "charge.dispute.closed")).toMatchObject([
		{ claims: "disputed", order: { transactionId: lost.intent } },
	]);
});

test("a part of a payment can be disputed, too", async () => {
	const { intent, order } = await begunAndPaid();
	peer.dispute(intent, 5_000_000);
	expect((await provider.verify(order)).disputed).toEqual(money(50_000, "IDR"));
});

test("a saved card is charged while its owner is away", async () => {
	const saved = await savedCard();
	expect(saved).toMatchObject({ label: "Visa •••• 4242" });
	const order = orderOf(someCheckout(), null);
	const truth = await charge(order, saved);
	expect(truth).toMatchObject({ state: "paid", amount: order.amount, channel: "card", saved: null });
	const later = { ...order, reference: truth?.transactionId ?? null };
	expect(await provider.verify(later)).toEqual(truth);
	expect((await provider.cancel(later)).state).toBe("paid");
	expect(await provider.refund(later, { key: order.paymentId, amount: order.amount, reason: "" })).toMatchObject({
		outcome: "succeeded",
	});
});

test("a saved card is charged once for a payment, even days later when Stripe has forgotten the key", async () => {
	const saved = await savedCard();
	const order = orderOf(someCheckout(), null);
	const first = await charge(order, saved);
	expect(await charge(order, saved)).toEqual(first);
	ahead = 72 * HOUR;
	expect(await charge(order, saved)).toEqual(first);
	expect(intentsOf(order.paymentId)).toHaveLength(1);
});

test("of charges of one payment at the same moment one is made; the others see it or may ask again", async () => {
	const saved = await savedCard();
	const order = orderOf(someCheckout(), null);
	const results = await Promise.allSettled(Array.from({ length: 5 }, () => charge(order, saved)));
	const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
	expect(refused.every(({ kind }) => kind === "unavailable")).toBe(true);
	expect(intentsOf(order.paymentId)).toHaveLength(1);
	expect(await charge(order, saved)).toMatchObject({ state: "paid" });
});

test.each([
	["4000000000000341", "requires_payment_method/card_declined"],
	["4000002760003184", "requires_payment_method/authentication_required"],
])("a saved %s that the bank says no to is denied, not an error", async (card, says) => {
	const { reference, order: first } = await begin({ save: true });
	if (peer.pay(reference, { card }) === "authenticate") peer.authenticate(reference, true);
	const { saved } = await provider.verify(first);
	const order = orderOf(someCheckout(), null);
	const truth = saved && (await charge(order, saved));
	expect(truth).toMatchObject({ state: "denied", says, transactionId: expect.stringMatching(/^pi_/) });
	expect(saved && (await charge(order, saved))).toMatchObject({ state: "denied", says });
});

test("a customer that Stripe knows pays again under the same name", async () => {
	const { customer } = await savedCard();
	const { reference } = await begin({ customer: { name: "Sari", email: "sari@x.example", reference: customer } });
	expect(peer.books.sessions.get(reference)).toMatchObject({ customer, customer_email: null });
});

test("in the portal a card is removed, and cannot be charged afterwards", async () => {
	const saved = await savedCard();
	const url = (await provider.portal?.(saved.customer, "https://sewa.example/billing")) ?? "";
	expect(await (await fetch(url)).text()).toContain("•••• 4242");
	await fetch(`${url}/remove`, { method: "POST", body: new URLSearchParams({ means: saved.means }) });
	expect(await (await fetch(url)).text()).toContain("No cards are saved");
	expect(await failure(Promise.resolve(charge(orderOf(someCheckout(), null), saved)))).toMatchObject({
		kind: "refused",
	});
});

test("a checkout asked for twice is the same checkout", async () => {
	const checkout = someCheckout();
	const first = await provider.create(checkout);
	expect(await provider.create(checkout)).toEqual(first);
	const other = { ...checkout, amount: money(1, "IDR"), lines: [{ ...checkout.lines[0], price: money(1, "IDR") }] };
	expect(await failure(provider.create(other as Checkout))).toMatchObject({
		kind: "refused",
		message: expect.stringContaining("idempotency_error"),
	});
});

test.each(["hang_after", "drop_after"] as const)("%s: a checkout that was made unheard is found again", async (how) => {
	const checkout = someCheckout();
	peer.misbehave({ requests: [how] });
	const hasty = stripe(settings({ timeoutMs: 200 }));
	expect(await failure(hasty.create(checkout))).toMatchObject({ kind: "unavailable" });
	const { reference } = await provider.create(checkout);
	const made = [...peer.books.sessions.values()].filter(
		(session) => session.client_reference_id === checkout.paymentId,
	);
	expect(made.map(({ id }) => id)).toEqual([reference]);
});

test.each(["hang", 500, 502, 503, 429] as const)("%s: nothing was done, and asking again does it", async (trouble) => {
	const checkout = someCheckout();
	peer.misbehave({ requests: [trouble] });
	const hasty = stripe(settings({ timeoutMs: 200 }));
	expect(await failure(hasty.create(checkout))).toMatchObject({ kind: "unavailable", name: "ProviderError" });
	expect(await provider.create(checkout)).toMatchObject({ reference: expect.stringMatching(/^cs_/) });
});

test("a charge that was answered with 500 is found by its intent, not made again", async () => {
	const saved = await savedCard();
	const order = orderOf(someCheckout(), null);
	// The list of earlier intents comes first.
	const listed = stripe(
		settings({
			fetch: (input, init) => {
				if (init?.method === "POST") peer.misbehave({ requests: ["fail_after"] });
				return fetch(input, init);
			},
		}),
	);
	expect(await failure(Promise.resolve(listed.charge?.(order, saved)))).toMatchObject({ kind: "unavailable" });
	expect(await charge(order, saved)).toMatchObject({ state: "paid" });
	expect(intentsOf(order.paymentId)).toHaveLength(1);
});

test("nobody at the address is unavailable", async () => {
	const nowhere = stripe(settings({ apiUrl: "http://127.0.0.1:9", timeoutMs: 500 }));
	expect(await failure(nowhere.check())).toMatchObject({ kind: "unavailable" });
});

test("a wrong key is told from a wrong request, and neither is repeated in the message", async () => {
	await expect(provider.check()).resolves.toBeUndefined();
	const wrong = stripe(settings({ secretKey: "sk_test_of_somebody_else" }));
	const unauthorised = await failure(wrong.check());
	expect(unauthorised).toMatchObject({ kind: "unauthorised" });
	expect(String(unauthorised)).not.toContain("sk_test");
	const customer = { name: "Sari", email: "not an address", reference: null };
	const refused = await failure(provider.create(someCheckout({ customer })));
	expect(refused).toMatchObject({ kind: "refused", message: expect.stringContaining("customer_email") });
	expect(String(refused)).not.toContain("not an address");
});

test("an unknown reference is refused", async () => {
	const unknown = { ...orderOf(someCheckout(), "cs_test_unknown") };
	expect(await failure(provider.verify(unknown))).toMatchObject({ kind: "refused" });
	expect(await failure(provider.cancel(unknown))).toMatchObject({ kind: "refused" });
});

test("each event of a payment arrives signed, and says whose it is", async () => {
	const { checkout, reference, intent } = await begunAndPaid();
	const [completed] = await arrived(reference, "checkout.session.completed");
	expect(completed).toMatchObject({
		order: { paymentId: checkout.paymentId, reference, transactionId: intent },
		claims: "paid",
	});
	expect(await arrived(intent, "charge.succeeded")).toMatchObject([{ order: { paymentId: checkout.paymentId } }]);
});

test("a duplicate has the id of the first", async () => {
	const { reference } = await begin();
	peer.misbehave({ events: ["duplicate"] });
	peer.expire(reference);
	const [first, second] = await arrived(reference, "checkout.session.expired", 2);
	expect(second).toEqual(first);
});

test("an event may overtake the one before it", async () => {
	const [a, b] = [await begin(), await begin()];
	peer.misbehave({ events: ["reorder"] });
	peer.expire(a.reference);
	peer.expire(b.reference);
	await arrived(a.reference, "checkout.session.expired");
	const order = receipts.map(({ body }) => body).filter((body) => /session\.expired/.test(body));
	const positions = [b.reference, a.reference].map((id) => order.findIndex((body) => body.includes(id)));
	expect(positions[0]).toBeLessThan(positions[1] ?? -1);
});

test("a lost event never comes, but can be sent again; a late one is still fresh when it comes", async () => {
	const [lost, late] = [await begin(), await begin()];
	peer.misbehave({ events: ["lose", { delayMs: 3 * HOUR }] });
	peer.expire(lost.reference);
	peer.expire(late.reference);
	ahead = 2 * HOUR;
	await new Promise((resolve) => setTimeout(resolve, 300));
	expect([...(await eventsOf(lost.reference)), ...(await eventsOf(late.reference))]).toEqual([]);
	ahead = 4 * HOUR;
	await arrived(late.reference, "checkout.session.expired");
	const { id } = peer.books.events.find(({ data }) => JSON.stringify(data).includes(lost.reference)) ?? { id: "" };
	peer.resend(id);
	await arrived(lost.reference, "checkout.session.expired");
});

test("an endpoint that is down is tried three times within hours, and then no more", async () => {
	const { reference } = await begin();
	replies.set(reference, [500, 503, 500]);
	peer.expire(reference);
	await arrived(reference, "checkout.session.expired", 1);
	ahead = HOUR;
	await arrived(reference, "checkout.session.expired", 2);
	ahead = 6 * HOUR;
	await arrived(reference, "checkout.session.expired", 3);
	ahead = 72 * HOUR;
	await new Promise((resolve) => setTimeout(resolve, 300));
	await arrived(reference, "checkout.session.expired", 3);
});

test("an event signed with two secrets passes; forged, stale and truncated ones do not", async () => {
	const { reference } = await begin();
	peer.misbehave({ events: ["rolled_secret"] });
	peer.expire(reference);
	await arrived(reference, "checkout.session.expired");
	const receipt = receipts.find(({ body }) => body.includes(reference)) as Receipt;
	expect(receipt.headers.get("stripe-signature")?.match(/v1=/g)).toHaveLength(2);
	const reason = async (changes: Partial<Receipt>) => failure(provider.parseWebhook({ ...receipt, ...changes }));
	expect(await reason({ body: receipt.body.replace("expired", "complete") })).toMatchObject({
		reason: "signature_wrong",
	});
	expect(await reason({ body: receipt.body.slice(0, 200) })).toMatchObject({ reason: "signature_wrong" });
	expect(await reason({ at: receipt.at + HOUR })).toMatchObject({ reason: "too_old" });
	expect(await reason({ headers: new Headers() })).toMatchObject({ reason: "signature_missing" });
});

test("the page takes the money like a person would see it: mistakes, a decline, the bank, and the way back", async () => {
	const { checkoutUrl, order, reference } = await begin({ locale: "id" });
	const page = await (await fetch(checkoutUrl)).text();
	expect(page).toContain("Rp 149.000".replace(" ", "\u00a0"));
	const fill = (card: string, cvc = "123") =>
		fetch(checkoutUrl, {
			method: "POST",
			redirect: "manual",
			body: new URLSearchParams({ email: "sari@tokobunga.example", card, expiry: "12 / 34", cvc, name: "<b>Sari" }),
		});
	expect(await (await fill("4111 1111 1111 1111", "x")).text()).toContain("Ini bukan kartu latihan");
	const declined = await (await fill("4000 0000 0000 9995")).text();
	expect(declined).toContain("Saldo kartu ini tidak cukup");
	expect(declined).toContain("&lt;b&gt;Sari");
	const toBank = await fill("4000 0025 0000 3155");
	expect(toBank.headers.get("location")).toBe(`/c/pay/${reference}/authenticate`);
	const approve = { method: "POST", redirect: "manual", body: new URLSearchParams({ approve: "yes" }) } as const;
	const back = await fetch(`${checkoutUrl}/authenticate`, approve);
	expect(back.headers.get("location")).toBe("https://sewa.example/invoices/inv_1");
	expect((await provider.verify(order)).state).toBe("paid");
	expect(await (await fetch(checkoutUrl)).text()).toContain("Ini sudah dibayar");
});

test("the control endpoints do what people and banks do", async () => {
	const { reference, order } = await begin();
	const control = async (path: string, body: object) => {
		const answer = await fetch(`${peer.url}/__control/${path}`, { method: "POST", body: JSON.stringify(body) });
		return { status: answer.status, ...((await answer.json()) as { result?: unknown }) };
	};
	expect(await control("pay", {})).toMatchObject({ status: 422 });
	expect(await control("decline", { session: reference })).toEqual({ status: 200, result: "declined" });
	expect(await control("pay", { session: reference })).toEqual({ status: 200, result: "paid" });
	expect(await control("pay", { session: reference })).toMatchObject({ status: 400 });
	const { transactionId: paymentIntent } = await provider.verify(order);
	expect(await control("dispute", { paymentIntent })).toMatchObject({ status: 200 });
	expect((await provider.verify(order)).state).toBe("disputed");
	expect(await control("close-dispute", { paymentIntent, won: true })).toMatchObject({ status: 200 });
	expect(await control("misbehave", { requests: [503] })).toMatchObject({ status: 200 });
	expect(await failure(provider.check())).toMatchObject({ kind: "unavailable" });
	const { items } = (await (await fetch(`${peer.url}/__control/sessions`)).json()) as { items: { id: string }[] };
	expect(items.map(({ id }) => id)).toContain(reference);
});
