import * as fc from "fast-check";
import { expect, test } from "vitest";
import { money } from "#worker/kernel/money";
import { DAY } from "#worker/kernel/time";
import { COUPON_KINDS, type Coupon, type CouponFacts, type CouponUse, couponCode, eligibility } from "./rules";
import { couponFaults } from "./schemas";
import { stackCoupons } from "./stack";

const NOW = Date.UTC(2026, 10, 20);
const base: Coupon = {
	...{ id: "cpn_a", code: "A", name: "A", kind: "percent", value: 10, currency: null },
	...{ startsAt: null, endsAt: null, maxRedemptions: null, maxPerTenant: null, planCodes: null, minimumAmount: null },
	...{ firstPurchaseOnly: false, stackable: true, autoApply: false, enabled: true, redemptions: 0 },
};
const facts: CouponFacts = {
	now: NOW,
	plan: "growth",
	charge: money(500_000, "IDR"),
	firstPurchase: true,
	extends: true,
};
const unused: CouponUse = { byTenant: 0, byThis: 0 };

test.each<[string, Partial<Coupon>, Partial<CouponFacts>, Partial<CouponUse>]>([
	["disabled", { enabled: false }, {}, {}],
	["not_started", { startsAt: NOW + 1 }, {}, {}],
	["ended", { endsAt: NOW }, {}, {}],
	["used_up", { maxRedemptions: 3, redemptions: 3 }, {}, {}],
	["used_by_tenant", { maxPerTenant: 1 }, {}, { byTenant: 1 }],
	["wrong_plan", { planCodes: ["starter"] }, {}, {}],
	["wrong_currency", { currency: "USD" }, {}, {}],
	["not_first_purchase", { firstPurchaseOnly: true }, { firstPurchase: false }, {}],
	["below_minimum", { currency: "IDR", minimumAmount: 500_001 }, {}, {}],
	["no_period_to_extend", { kind: "trial_extension" }, { extends: false }, {}],
])("%s", (reason, coupon, fact, use) => {
	const judged = eligibility({ ...base, ...coupon }, { ...facts, ...fact }, { ...unused, ...use });
	expect(judged).toEqual({ eligible: false, reason });
});

test.each<[string, Partial<Coupon>, Partial<CouponUse>]>([
	["from the first instant", { startsAt: NOW }, {}],
	["until the last one before its end", { endsAt: NOW + 1 }, {}],
	["the last redemption", { maxRedemptions: 3, redemptions: 2 }, {}],
	[
		"its own reservation, quoted again",
		{ maxRedemptions: 3, redemptions: 3, maxPerTenant: 1 },
		{ byTenant: 1, byThis: 1 },
	],
	["the minimum itself", { currency: "IDR", minimumAmount: 500_000 }, {}],
	["its plan", { planCodes: ["starter", "growth"] }, {}],
])("eligible: %s", (_why, coupon, use) => {
	expect(eligibility({ ...base, ...coupon }, facts, { ...unused, ...use }).eligible).toBe(true);
});

const named = (code: string, more: Partial<Coupon>): Coupon => ({ ...base, id: `cpn_${code}`, code, ...more });
const fixed = (code: string, value: number, more: Partial<Coupon> = {}) =>
	named(code, { kind: "fixed", value, ...more });
const percent = (code: string, value: number, more: Partial<Coupon> = {}) => named(code, { value, ...more });

test("percentages first, each of the whole price, then fixed amounts, never below nothing", () => {
	const all = [fixed("F", 100_000), percent("P10", 10), percent("P25", 25), fixed("G", 900_000)];
	const { applied } = stackCoupons(all, money(500_000, "IDR"));
	expect(applied.map(({ code, discount }) => [code, discount])).toEqual([
		["P25", 125_000],
		["P10", 50_000],
		["G", 325_000],
	]);
});

test("what does not stack stands alone; what saves more wins", () => {
	const stack = [percent("P10", 10), percent("P20", 20)];
	const weak = stackCoupons([...stack, percent("SOLO", 25, { stackable: false })], money(100_000, "IDR"));
	expect(weak.applied.map(({ code }) => code)).toEqual(["P20", "P10"]);
	expect(weak.refused).toEqual([{ code: "SOLO", reason: "not_stackable" }]);
	const strong = stackCoupons([...stack, percent("SOLO", 50, { stackable: false })], money(100_000, "IDR"));
	expect(strong.applied.map(({ code }) => code)).toEqual(["SOLO"]);
	expect(strong.refused).toHaveLength(2);
});

const anyCoupon = fc.record({
	kind: fc.constantFrom(...COUPON_KINDS),
	value: fc.integer({ min: 1, max: 100 }),
	stackable: fc.boolean(),
});
const anyCoupons = fc
	.array(anyCoupon, { maxLength: 8 })
	.map((all) =>
		all.map((one, i) => named(`C${i}`, { ...one, value: one.kind === "fixed" ? one.value * 7_919 : one.value })),
	);

test("any stack: each coupon once, not more than the price, the order given does not matter, no lone one saves more", () => {
	fc.assert(
		fc.property(anyCoupons, fc.integer({ min: 0, max: 2_000_000 }), (coupons, price) => {
			const charge = money(price, "IDR");
			const stack = stackCoupons(coupons, charge);
			const off = stack.applied.reduce((total, { discount }) => total + discount, 0);
			expect(off).toBeLessThanOrEqual(price);
			expect([...stack.applied, ...stack.refused].map(({ code }) => code).sort()).toEqual(
				coupons.map(({ code }) => code).sort(),
			);
			expect(stackCoupons([...coupons].reverse(), charge).applied.reduce((t, { discount }) => t + discount, 0)).toBe(
				off,
			);
			for (const lone of coupons) {
				const [one] = stackCoupons([lone], charge).applied;
				expect(one?.discount ?? 0).toBeLessThanOrEqual(off);
			}
		}),
	);
});

test("codes are compared without case, and terms that contradict each other are named", () => {
	expect(couponCode(" melati10 ")).toBe("MELATI10");
	expect(couponFaults({ kind: "percent", value: 101 })).toMatchObject([{ path: "value" }]);
	expect(couponFaults({ kind: "fixed", value: 101 })).toMatchObject([{ path: "currency" }]);
	const dates = { startsAt: new Date(NOW).toISOString(), endsAt: new Date(NOW - DAY).toISOString() };
	expect(couponFaults({ kind: "percent", value: 10, ...dates })).toMatchObject([{ path: "endsAt" }]);
});
