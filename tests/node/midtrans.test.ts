import { afterAll, beforeAll, expect, test } from "vitest";
import { orderOf, startMerchant } from "#tests/peers/midtrans/merchant";
import { money } from "#worker/kernel/money";
import { DAY, HOUR, MINUTE } from "#worker/kernel/time";

let merchant: Awaited<ReturnType<typeof startMerchant>>;

beforeAll(async () => {
	merchant = await startMerchant({ serverKey: "SB-Mid-server-TEST" });
});
afterAll(() => merchant.stop());

test("a checkout has the order's id, its lines and a page to pay at; nothing has started until a method is picked", async () => {
	const { checkoutUrl, order, id } = await merchant.started();
	expect(checkoutUrl).toMatch(/\/snap\/v3\/redirection\/[0-9a-f-]{36}$/);
	const booked = merchant.peer.midtrans.books.orders.get(id);
	expect(booked?.items.map((item) => item.name)).toEqual(["Paket Niaga   bulanan", "Potongan"]);
	expect(booked).toMatchObject({
		amount: 154_600,
		expiresAt: merchant.clock.now + DAY,
		notifyUrls: [merchant.listener.url],
	});
	expect(await merchant.adapter().verify(order)).toMatchObject({
		state: "not_started",
		amount: null,
		transactionId: null,
	});
});

test.each([
	["qris", "qris"],
	["bca_va", "bca_va"],
	["permata_va", "permata_va"],
	["echannel", "echannel"],
	["alfamart", "alfamart"],
	["indomaret", "indomaret"],
	["gopay", "gopay"],
	["shopeepay", "shopeepay"],
	["credit_card", "credit_card"],
])("a payment by %s is paid, in whole rupiah, at a time", async (channel, said) => {
	const { order, tx } = await merchant.paid(channel);
	expect(await merchant.adapter().verify(order)).toEqual({
		state: "paid",
		amount: money(154_600, "IDR"),
		transactionId: tx.id,
		channel: said,
		paidAt: merchant.clock.now,
		refunds: [],
		disputed: null,
		says: expect.stringMatching(/^(settlement|capture)(\/accept)?$/),
		saved: null,
	});
});

test("DANA shouts PENDING and is found by its transaction only", async () => {
	const { order, id, checkout } = await merchant.started();
	const tx = merchant.peer.midtrans.pick(id, "dana");
	expect(await merchant.adapter().verify(orderOf(checkout, tx.id))).toMatchObject({
		state: "pending",
		says: "pending/accept",
	});
	expect(await merchant.adapter().verify(order)).toMatchObject({ state: "not_started" });
});

test("upper-case states are the same states", async () => {
	const { order } = await merchant.paid("qris");
	merchant.peer.midtrans.misbehave({ kind: "upper_case" });
	expect(await merchant.adapter().verify(order)).toMatchObject({ state: "paid", says: "settlement/accept" });
});

test("a denied card is denied, and the QRIS that follows it is found though the card's transaction is asked for", async () => {
	const { checkout, id } = await merchant.started();
	const card = merchant.peer.midtrans.card(id, "bank_deny");
	const order = orderOf(checkout, card.id);
	expect(await merchant.adapter().verify(order)).toMatchObject({ state: "denied" });
	const second = merchant.peer.midtrans.pay(id, "qris");
	expect(await merchant.adapter().verify(order)).toMatchObject({
		state: "paid",
		transactionId: second.id,
		channel: "qris",
	});
});

test("another order's transaction lends this order nothing", async () => {
	const other = await merchant.paid("qris");
	const { checkout } = await merchant.started();
	expect(await merchant.adapter().verify(orderOf(checkout, other.tx.id))).toMatchObject({ state: "not_started" });
});

test("a challenged card is challenged until it is approved, a fraud is denied, a reversal is denied", async () => {
	const challenged = await merchant.started();
	merchant.peer.midtrans.challenge(challenged.id);
	expect(await merchant.adapter().verify(challenged.order)).toMatchObject({
		state: "challenged",
		says: "capture/challenge",
	});
	merchant.peer.midtrans.approve(challenged.id);
	expect(await merchant.adapter().verify(challenged.order)).toMatchObject({ state: "paid" });

	const fraud = await merchant.started();
	merchant.peer.midtrans.card(fraud.id, "fraud_deny");
	expect(await merchant.adapter().verify(fraud.order)).toMatchObject({ state: "denied", says: "deny/deny" });

	const { order, id } = await merchant.paid("permata_va");
	merchant.peer.midtrans.reverse(id);
	expect(await merchant.adapter().verify(order)).toMatchObject({ state: "denied" });
});

test("an expired order is data, though its code is 407", async () => {
	const { order, id } = await merchant.started();
	merchant.peer.midtrans.pick(id, "bca_va");
	merchant.peer.midtrans.expire(id);
	expect(await merchant.adapter().verify(order)).toMatchObject({ state: "expired", amount: money(154_600, "IDR") });
});

test.each([
	[undefined, 154_600],
	[54_600, 54_600],
])("a chargeback of %s disputes %i", async (amount, disputed) => {
	const { order, id } = await merchant.paid("credit_card");
	merchant.peer.midtrans.settle(id);
	merchant.peer.midtrans.chargeback(id, amount);
	expect(await merchant.adapter().verify(order)).toMatchObject({
		state: "disputed",
		disputed: money(disputed, "IDR"),
		refunds: [],
	});
});

test("a status that lags says pending while the notification says settlement, then catches up", async () => {
	const { order, id } = await merchant.started();
	merchant.peer.midtrans.pick(id, "qris");
	merchant.peer.midtrans.misbehave({ kind: "lag_status", byMs: MINUTE });
	merchant.peer.midtrans.pay(id, "qris");
	await merchant.peer.midtrans.due();
	expect(merchant.statesOf(id)).toContain("settlement");
	expect(await merchant.adapter().verify(order)).toMatchObject({ state: "pending" });
	merchant.clock.now += MINUTE;
	expect(await merchant.adapter().verify(order)).toMatchObject({ state: "paid" });
});

test("an order id is taken once, also where the first answer was lost", async () => {
	const checkout = merchant.someCheckout();
	merchant.peer.midtrans.misbehave({ kind: "drop_after", on: "create" });
	await expect(merchant.adapter().create(checkout)).rejects.toMatchObject({ kind: "unavailable" });
	await expect(merchant.adapter().create(checkout)).rejects.toMatchObject({
		kind: "refused",
		message: expect.stringContaining("order_id has already been taken"),
	});
});

test("a provider that does not answer is given up on, and has done it all the same", async () => {
	const checkout = merchant.someCheckout();
	merchant.peer.midtrans.misbehave({ kind: "hang_after", on: "create" });
	await expect(merchant.adapter({ timeoutMs: 200 }).create(checkout)).rejects.toMatchObject({ kind: "unavailable" });
	expect(merchant.peer.midtrans.books.orders.has(checkout.paymentId)).toBe(true);
});

test.each([500, 502, 503, 429])("HTTP %i before anything is done is unavailable", async (status) => {
	const checkout = merchant.someCheckout();
	merchant.peer.midtrans.misbehave({ kind: "error_before", status });
	await expect(merchant.adapter().create(checkout)).rejects.toMatchObject({
		name: "ProviderError",
		kind: "unavailable",
	});
	expect(merchant.peer.midtrans.books.orders.has(checkout.paymentId)).toBe(false);
	await merchant.adapter().create(checkout);
});

test("a wrong key is unauthorised everywhere and is not told", async () => {
	const wrong = merchant.adapter({ serverKey: "SB-Mid-server-WRONG" });
	const errors = await Promise.all(
		[wrong.check(), wrong.create(merchant.someCheckout()), wrong.verify(orderOf(merchant.someCheckout()))].map((call) =>
			call.then(
				() => null,
				(error: unknown) => error,
			),
		),
	);
	for (const error of errors) {
		expect(error).toMatchObject({ kind: "unauthorised" });
		expect(String(error)).not.toContain("WRONG");
	}
	await merchant.adapter().check();
});

test("nobody listening is unavailable", async () => {
	await expect(merchant.adapter({ apiUrl: "http://127.0.0.1:9" }).check()).rejects.toMatchObject({
		kind: "unavailable",
	});
});

test("another currency is refused, and lines that do not add up are a mistake of ours", async () => {
	const dollars = money(500, "USD");
	const foreign = merchant.someCheckout({
		amount: dollars,
		lines: [{ id: "a", name: "a", price: dollars, quantity: 1 }],
	});
	await expect(merchant.adapter().create(foreign)).rejects.toMatchObject({ kind: "refused" });
	await expect(merchant.adapter().create(merchant.someCheckout({ amount: money(1, "IDR") }))).rejects.toBeInstanceOf(
		RangeError,
	);
});

test.each([
	[MINUTE, 5 * MINUTE],
	[90 * MINUTE + 1, 90 * MINUTE],
	[30 * DAY, 7 * DAY],
])("an expiry in %i ms is within Midtrans' bounds: %i ms", async (asked, given) => {
	const { id } = await merchant.started({ expiresAt: merchant.clock.now + asked });
	expect(merchant.peer.midtrans.books.orders.get(id)?.expiresAt).toBe(merchant.clock.now + given);
});

test("a refund is pending until the bank has confirmed it, and one key refunds once", async () => {
	const { order, id } = await merchant.paid("qris");
	const request = { key: "ref_1", amount: money(100_000, "IDR"), reason: "Batal" };
	const first = await merchant.adapter().refund(order, request);
	expect(first).toEqual({ outcome: "pending", reference: expect.any(String) });
	expect(await merchant.adapter().refund(order, request)).toEqual(first);
	expect(await merchant.adapter().verify(order)).toMatchObject({
		state: "paid",
		says: "partial_refund/accept",
		refunds: [{ key: "ref_1", amount: money(100_000, "IDR"), final: false }],
	});
	merchant.peer.midtrans.confirmRefund(id);
	expect(await merchant.adapter().refund(order, request)).toMatchObject({ outcome: "succeeded" });
	await merchant.peer.midtrans.due();
	expect(merchant.statesOf(id).filter((state) => state === "partial_refund")).toHaveLength(2);
	await expect(merchant.adapter().refund(order, { ...request, amount: money(1, "IDR") })).rejects.toMatchObject({
		kind: "refused",
	});
});

test("a refund whose answer was lost is found by its key, also when Midtrans calls it a duplicate", async () => {
	const { order } = await merchant.paid("gopay");
	const request = { key: "ref_2", amount: money(4_600, "IDR"), reason: "Batal" };
	merchant.peer.midtrans.misbehave({ kind: "drop_after", on: "refund" });
	await expect(merchant.adapter().refund(order, request)).rejects.toMatchObject({ kind: "unavailable" });
	expect(await merchant.adapter().refund(order, request)).toMatchObject({ outcome: "pending" });

	const lagging = await merchant.paid("gopay");
	merchant.peer.midtrans.misbehave({ kind: "lag_status", byMs: HOUR }, { kind: "drop_after", on: "refund" });
	await expect(merchant.adapter().refund(lagging.order, request)).rejects.toMatchObject({ kind: "unavailable" });
	await expect(merchant.adapter().refund(lagging.order, request)).rejects.toMatchObject({
		message: expect.stringContaining("Duplicate"),
	});
	merchant.clock.now += HOUR;
	expect(await merchant.adapter().refund(lagging.order, request)).toMatchObject({ outcome: "pending" });
	expect((await merchant.adapter().verify(lagging.order)).refunds).toHaveLength(1);
});

test.each(["bca_va", "permata_va", "echannel", "alfamart", "indomaret"])(
	"money paid by %s goes back by hand",
	async (channel) => {
		const { order } = await merchant.paid(channel);
		const request = { key: "ref_3", amount: money(154_600, "IDR"), reason: "Batal" };
		expect(await merchant.adapter().refund(order, request)).toEqual({ outcome: "manual" });
	},
);

test("more than was paid, a part of what has no parts, an empty balance and an unsettled card are refused", async () => {
	const qris = await merchant.paid("qris");
	const request = { key: "ref_4", amount: money(154_601, "IDR"), reason: "" };
	await expect(merchant.adapter().refund(qris.order, request)).rejects.toMatchObject({ kind: "refused" });
	merchant.peer.midtrans.misbehave({ kind: "no_balance" });
	await expect(
		merchant.adapter().refund(qris.order, { ...request, amount: qris.checkout.amount }),
	).rejects.toMatchObject({
		kind: "refused",
		message: expect.stringContaining("insufficient merchant balance"),
	});
	const ovo = await merchant.paid("ovo");
	await expect(merchant.adapter().refund(ovo.order, { ...request, amount: money(1, "IDR") })).rejects.toMatchObject({
		kind: "refused",
	});
	const card = await merchant.paid("credit_card");
	await expect(merchant.adapter().refund(card.order, { ...request, amount: money(1, "IDR") })).rejects.toMatchObject({
		message: expect.stringContaining("not settled"),
	});
	merchant.clock.now += DAY;
	await merchant.peer.midtrans.due();
	expect(await merchant.adapter().refund(card.order, { ...request, amount: money(1, "IDR") })).toMatchObject({
		outcome: "pending",
	});
});

test("cancelling makes a pending order unpayable, voids a challenge, and leaves what is paid or not begun alone", async () => {
	const pending = await merchant.started();
	merchant.peer.midtrans.pick(pending.id, "bca_va");
	expect(await merchant.adapter().cancel(pending.order)).toMatchObject({ state: "expired" });
	expect(await merchant.adapter().cancel(pending.order)).toMatchObject({ state: "expired" });
	const challenged = await merchant.started();
	merchant.peer.midtrans.challenge(challenged.id);
	expect(await merchant.adapter().cancel(challenged.order)).toMatchObject({ state: "canceled" });
	expect(await merchant.adapter().cancel((await merchant.paid("qris")).order)).toMatchObject({ state: "paid" });
	expect(await merchant.adapter().cancel((await merchant.started()).order)).toMatchObject({ state: "not_started" });
});

test("an order that is paid while it is being cancelled is paid", async () => {
	const { order, id } = await merchant.started();
	merchant.peer.midtrans.pick(id, "qris");
	const racing: typeof fetch = (input, init) => {
		if (String(input).endsWith("/expire")) merchant.peer.midtrans.pay(id, "qris");
		return fetch(input, init);
	};
	expect(await merchant.adapter({ fetch: racing }).cancel(order)).toMatchObject({ state: "paid" });
});
