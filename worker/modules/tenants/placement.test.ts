import fc from "fast-check";
import { expect, test } from "vitest";
import { newId } from "#worker/kernel/ids";
import { placeTenant } from "./placement";

const weights = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 });
const shardsOf = (all: number[]) => all.map((weight, at) => ({ code: String(at).padStart(2, "0"), weight }));

test("shares follow the weights", () => {
	fc.assert(
		fc.property(weights, fc.integer(), (all, seed) => {
			const shards = shardsOf(all);
			const count = 4000;
			const placed: Record<string, number> = {};
			for (let at = 0; at < count; at++) {
				const code = placeTenant(`ten_${seed}${at}`, shards) ?? "none";
				placed[code] = (placed[code] ?? 0) + 1;
			}
			const sum = all.reduce((a, b) => a + b, 0);
			if (sum === 0) expect(placed).toEqual({ none: count });
			for (const { code, weight } of shards) {
				const share = sum === 0 ? 0 : weight / sum;
				// Six standard deviations: by chance not once in a hundred million.
				const spread = 6 * Math.sqrt(count * share * (1 - share));
				expect(Math.abs((placed[code] ?? 0) - count * share)).toBeLessThanOrEqual(spread);
			}
		}),
		{ numRuns: 40 },
	);
});

test("the order of shards does not matter, and a shard that is added wins tenants or changes nothing", () => {
	const id = fc.nat().map((at) => `ten_${at}`);
	fc.assert(
		fc.property(id, weights, fc.integer({ min: 1, max: 9 }), (tenantId, all, weight) => {
			const shards = shardsOf(all);
			const before = placeTenant(tenantId, shards);
			expect(placeTenant(tenantId, shards.toReversed())).toBe(before);
			expect([before, "99"]).toContain(placeTenant(tenantId, [...shards, { code: "99", weight }]));
		}),
	);
});

test("real ids of tenants, which differ in their last characters, are spread as evenly", () => {
	const shards = shardsOf([1, 1]);
	const ids = Array.from({ length: 2000 }, () => newId("tenant"));
	const first = ids.filter((id) => placeTenant(id, shards) === "00").length;
	expect(Math.abs(first - 1000)).toBeLessThan(6 * Math.sqrt(500));
});
