import * as fc from "fast-check";
import { expect, test } from "vitest";
import { OveragePrice } from "#worker/modules/catalog/schemas";
import { beyond, overagePrice } from "./overage-rules";

const price = (over: Partial<OveragePrice>): OveragePrice =>
	OveragePrice.parse({
		...{ meter: "api_calls", currency: "IDR", model: "per_unit", per: 1 },
		tiers: [{ upTo: null, unit: 10, flat: 0 }],
		...over,
	});
const total = (used: number, limit: number | null, of: OveragePrice) => overagePrice(used, limit, of).total.amount;

const LIMIT = 1000;
const THREE = [
	{ upTo: 100, unit: 10, flat: 0 },
	{ upTo: 500, unit: 8, flat: 0 },
	{ upTo: null, unit: 5, flat: 0 },
];

test.each([
	["per unit", price({}), 1001, 10],
	["per unit, at the limit", price({}), 1000, 0],
	["per thousand, half a rupiah goes up", price({ per: 1000, tiers: [{ upTo: null, unit: 1, flat: 0 }] }), 1500, 1],
	["per thousand, less than half goes down", price({ per: 1000, tiers: [{ upTo: null, unit: 1, flat: 0 }] }), 1499, 0],
	["package: a begun one is a whole one", price({ model: "package", per: 100 }), 1101, 20],
	["package: a full one", price({ model: "package", per: 100 }), 1100, 10],
	["graduated: the first tier", price({ model: "graduated", tiers: THREE }), 1100, 1000],
	["graduated: one into the second", price({ model: "graduated", tiers: THREE }), 1101, 1008],
	["graduated: all three", price({ model: "graduated", tiers: THREE }), 1600, 1000 + 3200 + 500],
	["volume: all at the price of the tier", price({ model: "volume", tiers: THREE }), 1600, 3000],
	["a fee for a tier is paid once it is entered", price({ tiers: [{ upTo: null, unit: 1, flat: 500 }] }), 1002, 502],
])("%s", (_name, of, used, expected) => {
	expect(total(used, LIMIT, of)).toBe(expected);
});

test("volume has a cliff: one more can cost less", () => {
	const of = price({ model: "volume", tiers: THREE });
	expect(total(LIMIT + 100, LIMIT, of)).toBe(1000);
	expect(total(LIMIT + 101, LIMIT, of)).toBe(808);
});

test("only whole units beyond the limit are charged, and nothing where there is no limit", () => {
	expect([beyond(999, 1000), beyond(1000.9, 1000), beyond(1001.5, 1000), beyond(1e9, null)]).toEqual([0, 0, 1, 0]);
	expect(overagePrice(1000, 1000, price({}))).toMatchObject({ quantity: 0, lines: [] });
});

const quantity = fc.integer({ min: 0, max: 5_000_000 });
const tier = fc.record({ size: fc.integer({ min: 1, max: 50_000 }), unit: fc.nat(5000), flat: fc.nat(10_000) });
const tiers = fc.array(tier, { minLength: 1, maxLength: 6 }).map((all) => {
	let end = 0;
	return all.map(({ size, unit, flat }, n) => {
		end += size;
		return { upTo: n === all.length - 1 ? null : end, unit, flat };
	});
});
const per = fc.constantFrom(1, 7, 100, 1000);
const prices = fc
	.record({ model: fc.constantFrom("graduated" as const, "per_unit" as const, "package" as const), per, tiers })
	.map(({ tiers: all, ...of }) => {
		const one = all.slice(0, 1).map((first) => ({ ...first, upTo: null }));
		return price({ ...of, tiers: of.model === "graduated" ? all : one });
	});

test("using more never costs less, but for volume; amounts are whole and never below nothing", () => {
	fc.assert(
		fc.property(prices, quantity, quantity, fc.nat(1_000_000), (of, a, b, limit) => {
			const [less, more] = [total(Math.min(a, b), limit, of), total(Math.max(a, b), limit, of)];
			expect(less).toBeGreaterThanOrEqual(0);
			expect(more).toBeGreaterThanOrEqual(less);
			expect(Number.isSafeInteger(more)).toBe(true);
		}),
	);
});

test("the lines are the total, and their quantities are what is beyond the limit; at the limit there are none", () => {
	fc.assert(
		fc.property(prices, quantity, fc.nat(1_000_000), (of, used, limit) => {
			const { lines, total: all, quantity: over } = overagePrice(used, limit, of);
			expect(lines.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(all.amount);
			if (over === 0) expect(lines).toEqual([]);
			const counted = lines.reduce((sum, line) => sum + line.quantity, 0);
			expect(counted).toBe(of.model === "package" ? Math.ceil(over / of.per) : over);
		}),
	);
});

test("graduated is the sum of its tiers, each by itself", () => {
	fc.assert(
		fc.property(tiers, quantity, per, (all, over, by) => {
			let [expected, from] = [0, 0];
			for (const { upTo, unit, flat } of all) {
				const inTier = Math.max(0, Math.min(over, upTo ?? over) - from);
				if (inTier > 0) expected += Math.round((inTier * unit) / by) + flat;
				from = upTo ?? from;
			}
			expect(total(over, 0, price({ model: "graduated", per: by, tiers: all }))).toBe(expected);
		}),
	);
});

test("splitting what is used never gets cheaper by more than a rounding, where no later tier costs more", () => {
	const falling = tiers.map((all) =>
		all.toSorted((a, b) => b.unit - a.unit).map(({ unit }, n) => ({ upTo: all[n]?.upTo ?? null, unit, flat: 0 })),
	);
	const of = fc.record({ model: fc.constantFrom("graduated" as const, "per_unit" as const, "package" as const), per });
	fc.assert(
		fc.property(of, falling, quantity, quantity, (kind, all, a, b) => {
			const shape = kind.model === "graduated" ? all : all.slice(0, 1).map((one) => ({ ...one, upTo: null }));
			const by = price({ ...kind, tiers: shape });
			const roundings = 1.5 * shape.length;
			expect(total(a, 0, by) + total(b, 0, by)).toBeGreaterThanOrEqual(total(a + b, 0, by) - roundings);
		}),
	);
});
