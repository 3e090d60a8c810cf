import * as fc from "fast-check";
import { expect, test } from "vitest";
import { taxOf, taxRuleAt } from "../tax/rules";
import { type Credit, type CreditableLine, type CreditLine, creditOf } from "./credit-rules";

const RULE = taxRuleAt({ taxRegistered: true }, Date.UTC(2026, 10, 20));

/** Lines as invoices have them: taxed one by one, some of them discounts, together worth something. */
const invoiceLines = fc
	.array(fc.oneof(fc.integer({ min: 1, max: 3_000_000 }), fc.integer({ min: -40_000, max: -1 })), {
		minLength: 1,
		maxLength: 6,
	})
	.map((amounts) => amounts.map((amount, position) => lineOf(amount, position)))
	.filter((lines) => totalOf(lines, "amount") > 0 && totalOf(lines, "tax") >= 0);

function lineOf(amount: number, position: number): CreditableLine {
	const { taxBase, tax, taxRatePercent } = taxOf({ amount, currency: "IDR" }, RULE);
	const description = { en: `Line ${position}`, id: `Baris ${position}` };
	return { position, description, amount, taxBase: taxBase.amount, tax: tax.amount, taxRatePercent };
}

const totalOf = (lines: CreditableLine[], key: "amount" | "taxBase" | "tax") =>
	lines.reduce((sum, line) => sum + line[key], 0);
const sumOf = (credits: Credit[], key: "subtotal" | "taxBase" | "tax" | "total") =>
	credits.reduce((sum, credit) => sum + credit[key].amount, 0);

test("any sequence of credits that adds up to the whole credits exactly its subtotal, tax base and tax", () => {
	const cuts = fc.array(fc.double({ min: 0.001, max: 0.9, noNaN: true }), { maxLength: 8 });
	fc.assert(
		fc.property(invoiceLines, cuts, (lines, shares) => {
			const whole = totalOf(lines, "amount") + totalOf(lines, "tax");
			const credits: Credit[] = [];
			let before: CreditLine[] = [];
			const credit = (amount: number) => {
				const next = creditOf(lines, before, { amount }, "IDR");
				expect(next.total.amount).toBe(amount);
				expect(next.subtotal.amount).toBeGreaterThanOrEqual(0);
				expect(next.tax.amount).toBeGreaterThanOrEqual(0);
				expect(next.subtotal.amount).toBe(next.lines.reduce((sum, line) => sum + line.amount.amount, 0));
				credits.push(next);
				before = [...before, ...next.lines];
			};
			for (const share of shares) {
				const part = Math.floor((whole - sumOf(credits, "total")) * share);
				if (part > 0) credit(part);
			}
			const rest = whole - sumOf(credits, "total");
			if (rest > 0) credit(rest);

			expect(sumOf(credits, "total")).toBe(whole);
			expect(sumOf(credits, "subtotal")).toBe(totalOf(lines, "amount"));
			expect(sumOf(credits, "tax")).toBe(totalOf(lines, "tax"));
			expect(sumOf(credits, "taxBase")).toBe(totalOf(lines, "taxBase"));
			for (const line of lines) {
				const taken = before.filter(({ position }) => position === line.position);
				expect(taken.reduce((sum, part) => sum + part.amount.amount, 0)).toBe(line.amount);
			}
			expect(() => creditOf(lines, before, { amount: 1 }, "IDR")).toThrow(/0 can be credited/);
		}),
	);
});

test("tax follows the amount to within a rupiah", () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1000, max: 50_000_000 }),
			fc.double({ min: 0.01, max: 1, noNaN: true }),
			(price, share) => {
				const line = lineOf(price, 0);
				const amount = Math.max(1, Math.floor((line.amount + line.tax) * share));
				const { tax } = creditOf([line], [], { amount }, "IDR");
				expect(Math.abs(tax.amount - (amount * line.tax) / (line.amount + line.tax))).toBeLessThan(1);
			},
		),
	);
});

test("certain lines are credited without the others, with the tax that is theirs", () => {
	const lines = [lineOf(149_000, 0), lineOf(100_000, 1)];
	const half = creditOf(lines, [], { lines: [{ position: 1, amount: 50_000 }] }, "IDR");
	expect(half).toMatchObject({ subtotal: { amount: 50_000 }, tax: { amount: 5_500 }, total: { amount: 55_500 } });
	const rest = creditOf(lines, half.lines, { lines: [{ position: 1, amount: 50_000 }] }, "IDR");
	expect(half.tax.amount + rest.tax.amount).toBe(11_000);
	expect(half.taxBase.amount + rest.taxBase.amount).toBe(91_667);
});

test.each([
	[{ amount: 0 }, "/amount/amount"],
	[{ amount: 276_391 }, "/amount/amount"],
	[{ lines: [{ position: 7, amount: 1 }] }, "/lines/0/position"],
	[{ lines: [{ position: 0, amount: 149_001 }] }, "/lines/0/amount"],
	[
		{
			lines: [
				{ position: 0, amount: 5 },
				{ position: 0, amount: 5 },
			],
		},
		"/lines/1/position",
	],
])("%o is refused at %s", (wish, pointer) => {
	const lines = [lineOf(149_000, 0), lineOf(100_000, 1)];
	expect(() => creditOf(lines, [], wish, "IDR")).toThrow(
		expect.objectContaining({ code: "validation_failed", issues: [expect.objectContaining({ pointer })] }),
	);
});
