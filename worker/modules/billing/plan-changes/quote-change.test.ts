import * as fc from "fast-check";
import { expect, test } from "vitest";
import { money } from "#worker/kernel/money";
import { DAY } from "#worker/kernel/time";
import { CHANGE_POLICIES, ChangePolicy } from "#worker/modules/catalog/schemas";
import { COUPON_KINDS, type Coupon } from "../coupons/rules";
import type { Running } from "./direction";
import { unusedShare } from "./proration";
import { planChangeQuote, type QuoteInput } from "./quote-change";

const START = Date.UTC(2026, 10, 1);
const END = START + 30 * DAY;
const idr = (amount: number) => money(amount, "IDR");

const running: Running = {
	...{ plan: "starter", planName: "Starter", interval: "month", currency: "IDR" },
	...{ pricePaid: idr(300_000), listPrice: idr(300_000), periodStart: START, periodEnd: END },
};
const target = (price: number, more: Partial<QuoteInput["to"]> = {}): QuoteInput["to"] => ({
	...{ plan: "growth", planName: "Growth", interval: "month", price: idr(price), comparable: idr(price) },
	...more,
});
const input = (more: Partial<QuoteInput> = {}): QuoteInput => ({
	running,
	to: target(600_000),
	policy: ChangePolicy.parse({}),
	coupons: { named: [], offered: [], use: {}, firstPurchase: false },
	adjustments: { discount: 0, bonusDays: 0 },
	seller: { taxRegistered: false },
	now: START + 15 * DAY,
	...more,
});
const policy = (name: (typeof CHANGE_POLICIES)[number]) =>
	ChangePolicy.parse({ upgrade: name, downgrade: name, interval: name });

test("invoice now: the rest of the period at the new price, less what is unused of the old one", () => {
	const quote = planChangeQuote(input({ policy: policy("invoice_now") }));
	expect(quote).toMatchObject({ kind: "upgrade", timing: "same_period", outcome: "invoice", total: idr(150_000) });
	expect(quote.lines.map((line) => line.amount.amount)).toEqual([300_000, -150_000]);
	expect(quote.periodPrice).toEqual(idr(600_000));
	const [charge] = quote.lines;
	expect(charge?.description.en).toMatch(/rest of the period until \d{1,2} [A-Z][a-z]+ \d{4}$/);
	expect(charge?.description.id).toMatch(/sisa periode sampai \d{1,2} [A-Z][a-z]+ \d{4}$/);
});

test("next invoice: applied at once, nothing now, the same difference later", () => {
	const quote = planChangeQuote(input({ policy: policy("next_invoice") }));
	expect(quote).toMatchObject({ timing: "same_period", outcome: "apply", total: idr(0), credit: idr(0) });
	expect(quote.carried.map((item) => item.amount)).toEqual([300_000, -150_000]);
});

test("next period: the whole price, with the renewal", () => {
	const quote = planChangeQuote(input({ policy: policy("next_period") }));
	expect(quote).toMatchObject({ timing: "period_end", outcome: "schedule", effectiveAt: END, total: idr(600_000) });
});

test("reset the period: the whole price less what is unused", () => {
	const quote = planChangeQuote(input({ policy: policy("reset_period") }));
	expect(quote).toMatchObject({ timing: "new_period", outcome: "invoice", total: idr(450_000) });
});

test("credit above the charge: applied without an invoice, the rest is on the next one", () => {
	const quote = planChangeQuote(input({ to: target(100_000), policy: policy("invoice_now") }));
	expect(quote).toMatchObject({ kind: "downgrade", outcome: "apply", total: idr(0), credit: idr(100_000) });
	expect(quote.carried.map((item) => item.amount)).toEqual([-100_000]);
});

test("a month becomes a year anew, a year becomes months at its end", () => {
	const year = planChangeQuote(input({ to: target(3_000_000, { plan: "starter", interval: "year" }) }));
	expect(year).toMatchObject({ kind: "interval_change", timing: "new_period", total: idr(2_850_000) });
	const yearly = { ...running, interval: "year" as const, periodEnd: START + 365 * DAY };
	const month = planChangeQuote(input({ running: yearly, to: target(300_000, { plan: "starter" }) }));
	expect(month).toMatchObject({ kind: "interval_change", timing: "period_end", effectiveAt: START + 365 * DAY });
});

test("up and down are decided by the month, whatever the interval", () => {
	const dear = planChangeQuote(input({ to: target(2_400_000, { interval: "year" }) }));
	expect(dear.kind).toBe("downgrade");
	const same = planChangeQuote(input({ to: target(300_000) }));
	expect(same).toMatchObject({ kind: "upgrade", outcome: "apply", total: idr(0), carried: [] });
});

test("the currency changes at the end of a period only", () => {
	const dollars = target(0, { price: money(3_400, "USD"), comparable: idr(600_000) });
	const now = () => planChangeQuote(input({ to: dollars, policy: policy("invoice_now") }));
	expect(now).toThrow(expect.objectContaining({ issues: [expect.objectContaining({ pointer: "/currency" })] }));
	const later = planChangeQuote(input({ to: dollars, policy: policy("next_period") }));
	expect(later).toMatchObject({ timing: "period_end", total: money(3_400, "USD") });
	const only = { ...dollars, plan: "starter", comparable: idr(300_000) };
	expect(planChangeQuote(input({ to: only }))).toMatchObject({ timing: "period_end", kind: "interval_change" });
});

test("the present plan is no change, and a running period is not lengthened", () => {
	expect(() => planChangeQuote(input({ to: target(300_000, { plan: "starter" }) }))).toThrow(/present plan/);
	const days = input({ adjustments: { discount: 0, bonusDays: 7 } });
	expect(() => planChangeQuote(days)).toThrow(
		expect.objectContaining({ issues: [expect.objectContaining({ pointer: "/bonusDays" })] }),
	);
});

const coupon: fc.Arbitrary<Coupon> = fc
	.record({
		n: fc.integer({ min: 1, max: 9 }),
		kind: fc.constantFrom(...COUPON_KINDS),
		value: fc.integer({ min: 1, max: 100 }),
		factor: fc.constantFrom(1, 1_000, 100_000),
		stackable: fc.boolean(),
	})
	.map(({ n, kind, value, factor, stackable }) => ({
		id: `cpn_${n}${kind}` as const,
		code: `C${n}${kind}`.toUpperCase(),
		name: "c",
		kind,
		value: kind === "fixed" ? value * factor : value,
		...{ currency: null, startsAt: null, endsAt: null, maxRedemptions: null, maxPerTenant: null, planCodes: null },
		...{ firstPurchaseOnly: false, minimumAmount: null, stackable, autoApply: false, enabled: true, redemptions: 0 },
	}));
const coupons = fc.uniqueArray(coupon, { maxLength: 5, selector: (one) => one.id });

const anyInput: fc.Arbitrary<QuoteInput> = fc
	.record({
		old: fc.integer({ min: 0, max: 50_000_000 }),
		price: fc.integer({ min: 1, max: 50_000_000 }),
		runs: fc.boolean(),
		at: fc.integer({ min: -DAY, max: 32 * DAY }),
		name: fc.constantFrom(...CHANGE_POLICIES),
		offered: coupons,
		discount: fc.integer({ min: 0, max: 60_000_000 }),
		taxRegistered: fc.boolean(),
	})
	.map(({ old, price, runs, at, name, offered, discount, taxRegistered }) =>
		input({
			running: runs ? { ...running, pricePaid: idr(old), listPrice: idr(old) } : null,
			to: target(price),
			policy: policy(name),
			coupons: { named: offered.map(({ code }) => code), offered, use: {}, firstPurchase: true },
			adjustments: { discount, bonusDays: 0 },
			seller: { taxRegistered },
			now: START + at,
		}),
	);

test("whatever is changed: lines add up, nothing is negative, the same facts give the same quote", () => {
	fc.assert(
		fc.property(anyInput, (facts) => {
			const quote = planChangeQuote(facts);
			const subtotal = quote.lines.reduce((total, line) => total + line.amount.amount, 0);
			expect(quote.subtotal.amount).toBe(subtotal);
			expect(quote.total.amount).toBe(subtotal + quote.lines.reduce((total, line) => total + line.tax.amount, 0));
			expect(quote.total.amount).toBeGreaterThanOrEqual(0);
			if (quote.outcome === "apply") expect(quote.total.amount).toBe(0);
			else expect(quote.carried).toEqual([]);
			expect(quote.credit.amount).toBeGreaterThanOrEqual(0);
			expect(planChangeQuote(facts)).toEqual(quote);
		}),
		{ numRuns: 400 },
	);
});

test("discounts never take off more than the charge, and each coupon is either applied or refused", () => {
	fc.assert(
		fc.property(anyInput, (facts) => {
			const quote = planChangeQuote(facts);
			const [charge] = quote.lines;
			const off = quote.coupons.reduce((total, one) => total + one.discount, quote.discount);
			expect(off).toBeLessThanOrEqual(Math.max(charge?.amount.amount ?? 0, 0));
			const decided = [...quote.coupons, ...quote.refused].map(({ code }) => code);
			expect(decided.sort()).toEqual([...facts.coupons.named].sort());
			expect(quote.periodPrice.amount).toBeGreaterThanOrEqual(0);
			expect(quote.periodPrice.amount).toBeLessThanOrEqual(facts.to.price.amount);
		}),
		{ numRuns: 400 },
	);
});

test("the unused share lies between nothing and the price, falls with time, and both halves make the whole", () => {
	const at = fc.integer({ min: -DAY, max: 31 * DAY });
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), at, at, (price, one, other) => {
			const period = { start: START, end: END };
			const share = (offset: number) => unusedShare(idr(price), period, START + offset).amount;
			expect(share(one)).toBeGreaterThanOrEqual(0);
			expect(share(one)).toBeLessThanOrEqual(price);
			expect(share(Math.max(one, other))).toBeLessThanOrEqual(share(Math.min(one, other)));
			const used = unusedShare(idr(price), period, END - one).amount;
			expect(Math.abs(share(one) + used - price)).toBeLessThanOrEqual(1);
		}),
	);
});

test("there and back at the same moment costs nothing but rounding", () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 9_000_000 }),
			fc.integer({ min: 1, max: 9_000_000 }),
			fc.integer({ min: 0, max: 30 * DAY }),
			(a, b, at) => {
				const net = (from: number, to: number) => {
					const facts = input({
						running: { ...running, pricePaid: idr(from), listPrice: idr(from) },
						...{ to: target(to), policy: policy("next_invoice"), now: START + at },
					});
					return planChangeQuote(facts).carried.reduce((total, item) => total + item.amount, 0);
				};
				expect(net(a, b) + net(b, a)).toBe(0);
			},
		),
	);
});
