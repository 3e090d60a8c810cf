import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createMidtrans } from "#tests/peers/midtrans/midtrans";
import { money } from "#worker/kernel/money";
import { DAY, HOUR } from "#worker/kernel/time";
import type { Checkout } from "../provider";
import { midtransClient } from "./client";
import { midtrans } from "./midtrans";
import { clip, snapRequest } from "./requests";
import { isSignature, signatureOf } from "./signature";
import { readSaid, truthOf } from "./truth";
import { readWebhook } from "./webhook";

const KEY = "SB-Mid-server-TEST";
const NOW = Date.parse("2026-11-20T03:04:05Z");
const SETTLED = {
	status_code: "200",
	transaction_id: "513f1f01",
	order_id: "Order-5100",
	gross_amount: "154600.00",
	currency: "IDR",
	payment_type: "gopay",
	transaction_status: "settlement",
	transaction_time: "2026-11-20 10:00:00",
	settlement_time: "2026-11-20 10:00:15",
};
const truth = (changes: object) => truthOf(readSaid({ ...SETTLED, ...changes }));

test("the signature is the documented SHA-512", () => {
	const signed = { orderId: "Order-5100", statusCode: "200", grossAmount: "154600.00" };
	const expected =
		"705d22a39fbe24367b737b9804b52b53943e4d4ccfe069f1db2353128b456930e7e95164c3d094b0c9d7164fffe795263692d880c27890c55dd93b9f77b5710c";
	expect(signatureOf(signed, KEY)).toBe(expected);
	expect(isSignature(expected, signed, KEY)).toBe(true);
	expect(isSignature(expected.toUpperCase(), signed, KEY)).toBe(false);
	expect(isSignature("", signed, KEY)).toBe(false);
});

test("no other amount, code, order or key has the same signature", () => {
	const part = fc.string({ minLength: 1, maxLength: 12 });
	fc.assert(
		fc.property(part, part, part, part, (orderId, statusCode, grossAmount, other) => {
			const signed = { orderId, statusCode, grossAmount };
			const signature = signatureOf(signed, KEY);
			expect(isSignature(signature, signed, KEY)).toBe(true);
			expect(isSignature(signature, { ...signed, grossAmount: grossAmount + other }, KEY)).toBe(false);
			expect(isSignature(signature, signed, KEY + other)).toBe(false);
		}),
	);
});

test.each([
	["settlement", null, "200", "paid"],
	["SETTLEMENT", "ACCEPT", "200", "paid"],
	["settlement", "challenge", "200", "challenged"],
	["settlement", "deny", "200", "denied"],
	["settlement", "accept", "201", "pending"],
	["capture", "accept", "200", "paid"],
	["capture", undefined, "200", "paid"],
	["capture", "challenge", "201", "challenged"],
	["capture", "something new", "200", "challenged"],
	["pending", "accept", "201", "pending"],
	["authorize", "accept", "200", "pending"],
	["deny", "accept", "202", "denied"],
	["failure", undefined, "202", "denied"],
	["expire", "accept", "407", "expired"],
	["cancel", "accept", "200", "canceled"],
	["refund", "accept", "200", "paid"],
	["partial_refund", "accept", "200", "paid"],
	["chargeback", "accept", "200", "disputed"],
	["partial_chargeback", "accept", "200", "disputed"],
])("%s with fraud status %s and code %s is %s", (transaction_status, fraud_status, status_code, state) => {
	expect(truth({ transaction_status, fraud_status, status_code }).state).toBe(state);
});

test("a state that Midtrans invents is not guessed at", () => {
	expect(() => truth({ transaction_status: "teleported" })).toThrow(expect.objectContaining({ kind: "unavailable" }));
});

test("every whole amount is read exactly", () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), fc.constantFrom("", ".0", ".00"), (amount, tail) => {
			expect(truth({ gross_amount: `${amount}${tail}` }).amount).toEqual(money(amount, "IDR"));
		}),
	);
});

test.each(["154600.50", "154,600.00", "-1.00", "1e3", "", " 1", "0x10"])("the amount %j is refused", (gross_amount) => {
	expect(() => truth({ gross_amount })).toThrow(expect.objectContaining({ kind: "refused" }));
});

test("another currency is refused, none is rupiah", () => {
	expect(() => truth({ currency: "USD" })).toThrow(expect.objectContaining({ kind: "refused" }));
	expect(truth({ currency: undefined }).amount).toEqual(money(154_600, "IDR"));
});

test("Midtrans' clock is Jakarta's", () => {
	expect(truth({}).paidAt).toBe(Date.parse("2026-11-20T03:00:15Z"));
	expect(truth({ settlement_time: null }).paidAt).toBe(Date.parse("2026-11-20T03:00:00Z"));
	expect(truth({ transaction_status: "pending" }).paidAt).toBeNull();
	expect(truth({ settlement_time: "soon", transaction_time: "2026-99-99 10:00:00" }).paidAt).toBeNull();
});

test.each([
	[{ payment_type: "bank_transfer", va_numbers: [{ bank: "bca", va_number: "1" }] }, "bca_va"],
	[{ payment_type: "bank_transfer", permata_va_number: "8562" }, "permata_va"],
	[{ payment_type: "bank_transfer" }, "bank_transfer"],
	[{ payment_type: "echannel", biller_code: "70012" }, "echannel"],
	[{ payment_type: "cstore", store: "Indomaret" }, "indomaret"],
	[{ payment_type: "cstore" }, "cstore"],
	[{ payment_type: "QRIS" }, "qris"],
	[{ payment_type: undefined }, null],
])("what was picked, %j, is called %s", (fields, channel) => {
	expect(truth(fields).channel).toBe(channel);
});

test("refunds are final where the bank has confirmed; what the bank took back is not a refund", () => {
	const refunds = [
		{ refund_chargeback_id: 1, refund_amount: "5000.00", refund_key: "a" },
		{ refund_chargeback_id: 2, refund_amount: "7000.00", refund_key: "b", bank_confirmed_at: "2026-11-21 01:00:00" },
		{ refund_chargeback_id: 3, refund_amount: "9000.00" },
	];
	const refunded = truth({ transaction_status: "partial_refund", refunds: refunds.slice(0, 2) });
	expect(refunded.refunds).toEqual([
		{ key: "a", reference: "1", amount: money(5_000, "IDR"), final: false },
		{ key: "b", reference: "2", amount: money(7_000, "IDR"), final: true },
	]);
	const disputed = truth({ transaction_status: "partial_chargeback", refunds, refund_amount: "21000.00" });
	expect(disputed.refunds.map(({ key }) => key)).toEqual(["a", "b"]);
	expect(disputed.disputed).toEqual(money(9_000, "IDR"));
	expect(truth({ transaction_status: "partial_chargeback", refund_amount: "21000.00" }).disputed).toEqual(
		money(21_000, "IDR"),
	);
});

const checkout = (changes: Partial<Checkout> = {}): Checkout => ({
	paymentId: "pay_01",
	amount: money(10_000, "IDR"),
	lines: [{ id: "a", name: "Paket", price: money(10_000, "IDR"), quantity: 1 }],
	customer: { name: "Sari", email: "sari@toko.example", reference: null },
	returnUrl: "https://sewa.example/back",
	notifyUrl: "https://sewa.example/webhooks/midtrans",
	expiresAt: NOW + 2 * HOUR + 59_999,
	locale: "id",
	save: true,
	...changes,
});

test("the request expires on Jakarta's clock, in whole minutes, not after what was asked for", () => {
	const { expiry } = snapRequest(checkout(), NOW);
	expect(expiry).toEqual({ start_time: "2026-11-20 10:04:05 +0700", unit: "minute", duration: 120 });
});

test("a return address that is too long for Midtrans is left to its dashboard", () => {
	expect(snapRequest(checkout(), NOW)).toHaveProperty("callbacks.finish", "https://sewa.example/back");
	const long = `https://sewa.example/${"x".repeat(235)}`;
	expect(snapRequest(checkout({ returnUrl: long }), NOW)).not.toHaveProperty("callbacks");
});

test("any lines become items that add up, within Snap's lengths", () => {
	const line = fc.record({
		id: fc.string({ maxLength: 80, unit: "grapheme" }),
		name: fc.string({ maxLength: 80, unit: "grapheme" }),
		price: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((amount) => money(amount, "IDR")),
		quantity: fc.integer({ min: 1, max: 20 }),
	});
	fc.assert(
		fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
			const total = lines.reduce((sum, { price, quantity }) => sum + price.amount * quantity, 0);
			const body = snapRequest(checkout({ lines, amount: money(total, "IDR") }), NOW);
			const added = body.item_details.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
			expect(added).toBe(body.transaction_details.gross_amount);
			for (const { id, name } of body.item_details) {
				for (const text of [id, name]) expect(text.length > 0 && text.length <= 50 && !text.includes("|")).toBe(true);
			}
		}),
	);
});

test("a text is never cut through a letter", () => {
	expect(clip("ab😀", 3)).toBe("ab");
	expect(clip("ab😀", 4)).toBe("ab😀");
});

test("an event's id changes with each part that tells events apart", async () => {
	const signature_key = signatureOf({ orderId: "Order-5100", statusCode: "200", grossAmount: "154600.00" }, KEY);
	const refund = { refund_chargeback_id: 1, refund_key: "a" };
	const variants = [
		{},
		{ transaction_id: "another" },
		{ transaction_status: "capture" },
		{ fraud_status: "challenge" },
		{ refund_amount: "100.00", refunds: [refund] },
		{ refund_amount: "100.00", refunds: [{ ...refund, bank_confirmed_at: "2026-11-21 01:00:00" }] },
		{ refund_amount: "200.00", refunds: [refund] },
	];
	const read = (changes: object) => readWebhook(JSON.stringify({ ...SETTLED, signature_key, ...changes }), KEY);
	const ids = await Promise.all(variants.map(async (changes) => (await read(changes)).id));
	expect(new Set(ids).size).toBe(variants.length);
	expect((await read({ brand_new_field: { deep: true } })).id).toBe(ids[0]);
	expect((await read({ transaction_status: "teleported" })).claims).toBeNull();
});

test("any body at all is an event or a refused webhook", async () => {
	await fc.assert(
		fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (body) => {
			await expect(readWebhook(body, KEY)).rejects.toMatchObject({ name: "WebhookRefused" });
		}),
	);
});

test.each([
	[200, "<html>maintenance</html>", "unavailable"],
	[302, "", "unavailable"],
	[403, "<html>forbidden</html>", "refused"],
	[200, '{"status_code":"500"}', "unavailable"],
	[200, '{"status_code":"401"}', "unauthorised"],
	[500, '{"status_code":"200"}', "unavailable"],
	[200, '{"status_code":"402","status_message":"not enabled"}', "refused"],
])("HTTP %i with %j is %s", async (status, body, kind) => {
	const fetch = async () => new Response(body, { status });
	const adapter = midtrans({
		serverKey: KEY,
		snapUrl: "https://snap.example/snap/v1",
		apiUrl: "https://a.example",
		fetch,
	});
	await expect(adapter.check()).rejects.toMatchObject({ name: "ProviderError", kind });
});

test("Midtrans' complaint is repeated without the key", async () => {
	const fetch = async () => Response.json({ error_messages: [`the key ${KEY} is odd`] }, { status: 400 });
	const client = midtransClient({ serverKey: KEY, snapUrl: "https://s.example", apiUrl: "https://a.example", fetch });
	const refusal = client.refusal(await client.status("x"));
	expect(refusal.message).toBe("Midtrans answered 400: the key … is odd");
});

test("a simulation runs the peer in process, on its own clock", async () => {
	let now = NOW;
	const delivered: string[] = [];
	const peer = createMidtrans({
		serverKey: KEY,
		publicUrl: () => "https://snap.example",
		notifyUrl: null,
		now: () => now,
		random: () => 0.5,
		deliver: async (_url, body) => {
			delivered.push(body);
			return 200;
		},
	});
	const adapter = midtrans({
		serverKey: KEY,
		snapUrl: "https://snap.example/snap/v1",
		apiUrl: "https://api.example",
		fetch: (input, init) => peer.fetch(new Request(input, init)),
		now: () => now,
		timeoutMs: 50,
	});
	const asked = checkout();
	const { checkoutUrl, reference } = await adapter.create(asked);
	expect(checkoutUrl).toMatch(/^https:\/\/snap\.example\/snap\/v3\/redirection\//);
	const order = { paymentId: asked.paymentId, reference, transactionId: null, amount: asked.amount };
	peer.misbehave({ kind: "hang_after", on: "status" });
	await expect(adapter.verify(order)).rejects.toMatchObject({ kind: "unavailable" });
	peer.pay(asked.paymentId, "credit_card");
	now += DAY;
	await peer.due();
	const events = await Promise.all(delivered.map((body) => readWebhook(body, KEY)));
	expect(events.map(({ kind }) => kind)).toEqual(["capture", "settlement"]);
	expect(await adapter.verify(order)).toMatchObject({ state: "paid", says: "settlement/accept" });
	expect(await adapter.methods()).toContain("bca_va");
});
