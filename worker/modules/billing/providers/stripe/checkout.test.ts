import { expect, test } from "vitest";
import { money } from "#worker/kernel/money";
import type { Checkout } from "../provider";
import { checkoutParams } from "./checkout";

const NOW = Date.UTC(2026, 5, 1, 9);
const MINUTE = 60_000;

const someCheckout = (changes: Partial<Checkout> = {}): Checkout => ({
	paymentId: "pay_1",
	amount: money(150_000, "IDR"),
	lines: [
		{ id: "plan", name: "Growth", price: money(50_000, "IDR"), quantity: 2 },
		{ id: "seats", name: "Seats", price: money(50_000, "IDR"), quantity: 1 },
	],
	customer: { name: "Sari", email: "sari@tokobunga.example", reference: null },
	returnUrl: "https://sewa.example/invoices/inv_1",
	notifyUrl: "https://sewa.example/webhooks/stripe",
	expiresAt: NOW + 2 * 60 * MINUTE,
	locale: "id",
	save: false,
	...changes,
});

test("each line is a line, in hundredths of a rupiah", () => {
	expect(checkoutParams(someCheckout(), NOW).line_items).toEqual([
		{ quantity: 2, price_data: { currency: "idr", unit_amount: 5_000_000, product_data: { name: "Growth" } } },
		{ quantity: 1, price_data: { currency: "idr", unit_amount: 5_000_000, product_data: { name: "Seats" } } },
	]);
});

test("a discount makes one line of the total, because Stripe takes no negative ones", () => {
	const lines = [
		...someCheckout().lines,
		{ id: "coupon", name: "Coupon HEMAT", price: money(-30_000, "IDR"), quantity: 1 },
	];
	const { line_items } = checkoutParams(someCheckout({ lines, amount: money(120_000, "IDR") }), NOW);
	const product_data = { name: "Growth, Seats, Coupon HEMAT" };
	expect(line_items).toEqual([{ quantity: 1, price_data: { currency: "idr", unit_amount: 12_000_000, product_data } }]);
});

test("names that are too long are shortened", () => {
	const line = { id: "plan", name: "x".repeat(400), price: money(150_000, "IDR"), quantity: 1 };
	const [item] = checkoutParams(someCheckout({ lines: [line] }), NOW).line_items ?? [];
	expect(item?.price_data?.product_data?.name).toHaveLength(250);
});

test("lines that do not add up to the amount are a mistake of the caller", () => {
	expect(() => checkoutParams(someCheckout({ amount: money(150_001, "IDR") }), NOW)).toThrow(RangeError);
});

test("a card is kept only when asked to, together with a customer to keep it for", () => {
	expect(checkoutParams(someCheckout(), NOW)).not.toHaveProperty("customer_creation");
	expect(checkoutParams(someCheckout({ save: true }), NOW)).toMatchObject({
		customer_creation: "always",
		customer_email: "sari@tokobunga.example",
		payment_intent_data: { setup_future_usage: "off_session" },
	});
});

test("a customer that Stripe knows is named alone", () => {
	const customer = { name: "Sari", email: "sari@tokobunga.example", reference: "cus_1" };
	const params = checkoutParams(someCheckout({ customer, save: true }), NOW);
	expect(params.customer).toBe("cus_1");
	expect(params).not.toHaveProperty("customer_email");
	expect(params).not.toHaveProperty("customer_creation");
});

test.each([
	["as it is", 120 * MINUTE, 120 * MINUTE],
	["half an hour later where it is too soon", 5 * MINUTE, 36 * MINUTE],
	["from now where it has passed", -5 * MINUTE, 31 * MINUTE],
])("the expiry is sent %s", (_, left, sent) => {
	const { expires_at } = checkoutParams(someCheckout({ expiresAt: NOW + left }), NOW);
	expect(expires_at).toBe((NOW + sent) / 1000);
});

test("an expiry beyond a day is left to Stripe", () => {
	const params = checkoutParams(someCheckout({ expiresAt: NOW + 48 * 60 * MINUTE }), NOW);
	expect(params).not.toHaveProperty("expires_at");
});

test("a repeated checkout has the same parameters, whenever it is repeated", () => {
	const soon = someCheckout({ expiresAt: NOW + 10 * MINUTE });
	expect(checkoutParams(soon, NOW + MINUTE)).toEqual(checkoutParams(soon, NOW));
	expect(checkoutParams(someCheckout(), NOW + MINUTE)).toEqual(checkoutParams(someCheckout(), NOW));
});
