import * as fc from "fast-check";
import { expect, test } from "vitest";
import { money, sum } from "#worker/kernel/money";
import { taxOf, taxRuleAt } from "../tax/rules";
import { quoteLines, quotePlan } from "./rules";

const NOW = Date.UTC(2026, 10, 20);
const registered = { taxRegistered: true };

test.each([
	[100_000, 91_667, 11_000],
	[99_999, 91_666, 11_000],
	[149_000, 136_583, 16_390],
	[0, 0, 0],
])("PPN on Rp %i: base %i, tax %i", (price, base, tax) => {
	expect(taxOf(money(price, "IDR"), taxRuleAt(registered, NOW))).toMatchObject({
		taxBase: { amount: base },
		tax: { amount: tax },
		taxRatePercent: 12,
	});
});

test("the rule follows the date, to the second, on the Jakarta calendar", () => {
	expect(taxRuleAt(registered, Date.UTC(2024, 11, 31, 16, 59, 59))?.code).toBe("PPN-2022");
	expect(taxRuleAt(registered, Date.UTC(2024, 11, 31, 17))?.code).toBe("PPN-2025");
	expect(taxRuleAt(registered, Date.UTC(2020, 0))).toBeNull();
});

test("a seller who is not registered charges no tax", () => {
	const quote = quotePlan(
		{ name: "Starter", interval: "month", price: money(149_000, "IDR") },
		{ taxRegistered: false },
		NOW,
	);
	expect(quote).toMatchObject({ total: { amount: 149_000 }, tax: { amount: 0 }, taxRule: null });
});

const item = fc.record({
	description: fc.constant({ en: "a", id: "a" }),
	quantity: fc.integer({ min: 1, max: 100 }),
	unitPrice: fc.integer({ min: -1_000_000, max: 1_000_000_000 }).map((amount) => money(amount, "IDR")),
});

test("lines add up to the total, and each total to its lines, whatever is sold", () => {
	fc.assert(
		fc.property(fc.array(item, { minLength: 1, maxLength: 20 }), fc.boolean(), (items, taxRegistered) => {
			const [first, ...rest] = items;
			if (!first) return;
			const quote = quoteLines([first, ...rest], { taxRegistered }, NOW);
			expect(quote.subtotal).toEqual(
				sum(
					quote.lines.map((line) => line.amount),
					"IDR",
				),
			);
			expect(quote.tax).toEqual(
				sum(
					quote.lines.map((line) => line.tax),
					"IDR",
				),
			);
			expect(quote.total.amount).toBe(quote.subtotal.amount + quote.tax.amount);
		}),
	);
});

test("the effective rate is 11 %, never off by more than rounding", () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (price) => {
			const { tax } = taxOf(money(price, "IDR"), taxRuleAt(registered, NOW));
			expect(Math.abs(tax.amount - price * 0.11)).toBeLessThanOrEqual(0.5 + 0.06 + 1e-6);
		}),
	);
});
