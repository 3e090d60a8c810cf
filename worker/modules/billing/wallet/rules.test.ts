import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Id } from "#worker/kernel/ids";
import { DAY } from "#worker/kernel/time";
import { drawOrder, type LiveGrant, planDraw } from "./rules";

const NOW = Date.UTC(2026, 10, 20);
const grant = (over: Partial<Omit<LiveGrant, "id">> & { id: string }): LiveGrant => ({
	remaining: 100,
	priority: 50,
	productCode: null,
	expiresAt: null,
	createdAt: NOW - DAY,
	...over,
	id: `grt_${over.id}` as Id<"grant">,
});
const draw = (grants: LiveGrant[], amount: number, wallet = 0) =>
	planDraw({ wallet, grants, product: "platform", amount, now: NOW });

describe("the order of drawing", () => {
	test("priority, then what expires soonest, then the oldest, then the id", () => {
		const inOrder = [
			grant({ id: "first", priority: 1 }),
			grant({ id: "soon", expiresAt: NOW + DAY }),
			grant({ id: "later", expiresAt: NOW + 9 * DAY }),
			grant({ id: "old", createdAt: NOW - 9 * DAY }),
			grant({ id: "a" }),
			grant({ id: "b" }),
			grant({ id: "last", priority: 90, expiresAt: NOW + 1 }),
		];
		expect([...inOrder].reverse().sort(drawOrder)).toEqual(inOrder);
		expect(draw([...inOrder].reverse(), 250)).toEqual({
			promo: 250,
			wallet: 0,
			draws: [
				{ grantId: "grt_first", amount: 100 },
				{ grantId: "grt_soon", amount: 100 },
				{ grantId: "grt_later", amount: 50 },
			],
		});
	});

	test.each([
		["expires this very instant", { expiresAt: NOW }, { missing: 100 }],
		["expires a millisecond later", { expiresAt: NOW + 1 }, { promo: 100 }],
		["is for another product", { productCode: "faas" }, { missing: 100 }],
		["is for this product", { productCode: "platform" }, { promo: 100 }],
		["is spent", { remaining: 0 }, { missing: 100 }],
	])("credit that %s", (_what, over, expected) => {
		expect(draw([grant({ id: "g", ...over })], 100)).toMatchObject(expected);
	});

	test("the wallet pays what credit leaves, to the last rupiah", () => {
		expect(draw([grant({ id: "g" })], 150, 50)).toMatchObject({ promo: 100, wallet: 50 });
		expect(draw([grant({ id: "g" })], 151, 50)).toEqual({ missing: 1 });
		expect(() => draw([], 0)).toThrow(RangeError);
	});
});

const someGrant = fc.record({
	remaining: fc.integer({ min: 0, max: 500 }),
	priority: fc.integer({ min: 0, max: 3 }),
	productCode: fc.constantFrom(null, "platform", "faas"),
	expiresAt: fc.option(fc.integer({ min: NOW - 2, max: NOW + 2 })),
	createdAt: fc.integer({ min: NOW - 2, max: NOW }),
});
const someGrants = fc
	.array(someGrant, { maxLength: 8 })
	.map((all) => all.map((each, i) => grant({ ...each, id: String(i) })));

test("a draw covers the amount exactly, or says exactly what is missing; no credit is overdrawn or used out of turn", () => {
	fc.assert(
		fc.property(someGrants, fc.nat(1000), fc.integer({ min: 1, max: 2000 }), (grants, wallet, amount) => {
			const usable = grants.filter(
				(g) => (g.expiresAt === null || g.expiresAt > NOW) && (g.productCode === null || g.productCode === "platform"),
			);
			const credit = usable.reduce((sum, g) => sum + g.remaining, 0);
			const plan = draw(grants, amount, wallet);
			if ("missing" in plan) {
				expect(plan.missing).toBe(amount - credit - wallet);
				return;
			}
			expect(plan.promo + plan.wallet).toBe(amount);
			expect(plan.promo).toBe(Math.min(credit, amount));
			expect(plan.wallet).toBeLessThanOrEqual(wallet);
			expect(plan.draws.reduce((sum, each) => sum + each.amount, 0)).toBe(plan.promo);
			const order = usable.filter((g) => g.remaining > 0).sort(drawOrder);
			plan.draws.forEach((each, i) => {
				expect(each.grantId).toBe(order[i]?.id);
				if (i < plan.draws.length - 1) expect(each.amount).toBe(order[i]?.remaining);
				else expect(each.amount).toBeLessThanOrEqual(order[i]?.remaining ?? 0);
			});
		}),
	);
});

test("the order in which grants are read changes nothing", () => {
	fc.assert(
		fc.property(someGrants, fc.integer({ min: 1, max: 2000 }), (grants, amount) => {
			expect(draw([...grants].reverse(), amount, 300)).toEqual(draw(grants, amount, 300));
		}),
	);
});
