import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Currency, money } from "#worker/kernel/money";
import { fromStripe, toStripe } from "./units";

test.each([
	["IDR", 149_000, 14_900_000, "idr"],
	["IDR", 1, 100, "idr"],
	["USD", 1_099, 1_099, "usd"],
	["USD", 0, 0, "usd"],
] as const)("%s %i is %i for Stripe, and back", (currency, ours, amount, code) => {
	expect(toStripe(money(ours, currency))).toEqual({ amount, currency: code });
	expect(fromStripe({ amount, currency: code })).toEqual(money(ours, currency));
});

test("every amount of ours survives the way there and back", () => {
	const currencies = fc.constantFrom<Currency>("IDR", "USD");
	fc.assert(
		fc.property(fc.integer({ min: -1e12, max: 1e12 }), currencies, (amount, currency) => {
			expect(fromStripe(toStripe(money(amount, currency)))).toEqual(money(amount, currency));
		}),
	);
});

test("a part of a rupiah is refused", () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 99 }), (rupiah, sen) => {
			const amount = rupiah * 100 + sen;
			expect(() => fromStripe({ amount, currency: "idr" })).toThrow("no whole amount of ours");
		}),
	);
});

test.each(["jpy", "eur", ""])("the currency %j is refused, since it is none of ours", (currency) => {
	expect(() => fromStripe({ amount: 100, currency })).toThrow("not ours");
});

test("what does not fit a whole number is refused in both directions", () => {
	expect(() => toStripe({ amount: Number.MAX_SAFE_INTEGER, currency: "IDR" })).toThrow(RangeError);
	expect(() => fromStripe({ amount: 10.5, currency: "usd" })).toThrow("no whole amount");
});
