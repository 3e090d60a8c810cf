import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { add, formatMoney, money, scale, split, sum } from "./money";

const idr = (amount: number) => money(amount, "IDR");

test.each([
	[1, 1, 2, 1],
	[-1, 1, 2, -1],
	[3, 1, 2, 2],
	[-3, 1, 2, -2],
	[100_000, 11, 12, 91_667],
	[0, 11, 12, 0],
	[7, 1, 3, 2],
])("%i × %i/%i is %i: halves go away from zero", (amount, numerator, denominator, expected) => {
	expect(scale(idr(amount), numerator, denominator).amount).toBe(expected);
});

test("scaling is never further than half a unit from the exact value", () => {
	fc.assert(
		fc.property(
			fc.integer({ min: -1e12, max: 1e12 }),
			fc.integer({ min: 0, max: 1e6 }),
			fc.integer({ min: 1, max: 1e6 }),
			(a, n, d) => {
				const error = BigInt(scale(idr(a), n % (d + 1), d).amount) * BigInt(d) - BigInt(a) * BigInt(n % (d + 1));
				expect((error < 0n ? -error : error) * 2n <= BigInt(d)).toBe(true);
			},
		),
	);
});

test("parts of a split always add up to the whole, and no part but the last is off by more than rounding", () => {
	const weights = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 12 });
	fc.assert(
		fc.property(fc.integer({ min: -1e12, max: 1e12 }), weights, (whole, parts) => {
			expect(sum(split(idr(whole), parts), "IDR")).toEqual(idr(whole));
		}),
	);
});

describe("mistakes", () => {
	test("currencies do not mix", () => {
		expect(() => add(idr(1), money(1, "USD"))).toThrow(RangeError);
	});
	test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("%d is not an amount", (amount) => {
		expect(() => money(amount, "IDR")).toThrow(RangeError);
	});
	test("nothing is divided by zero", () => {
		expect(() => scale(idr(1), 1, 0)).toThrow(RangeError);
	});
});

test.each([
	[idr(1_234_567), "id", "Rp 1.234.567"],
	[idr(1_234_567), "en", "IDR 1,234,567"],
	[money(1050, "USD"), "en", "USD 10.50"],
	[money(-1050, "USD"), "id", "-USD 10,50"],
] as const)("%o reads in %s as %s", (value, locale, text) => {
	expect(formatMoney(value, locale)).toBe(text);
});
