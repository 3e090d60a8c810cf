import fc from "fast-check";
import { expect, test } from "vitest";
import { methodOf, percentile, SLOW, sampled, spikesOf, weightOf } from "./rules";

test.each([
	[100, undefined, 1],
	[10, undefined, 10],
	[100, 25, 4],
	[50, 10, 20],
	// 30 % is nearest to one of three.
	[30, undefined, 3],
	[90, undefined, 1],
	[0, undefined, Number.POSITIVE_INFINITY],
])("%s %% of the installation and %s %% of the route: one stands for %s", (percent, ofRoute, weight) => {
	expect(weightOf(percent, ofRoute)).toBe(weight);
});

test.each([
	["an error", { status: 404, duration: 1 }],
	["a slow request", { status: 200, duration: SLOW + 1 }],
])("%s is always written, for itself", (_name, request) => {
	expect(sampled(request, Number.POSITIVE_INFINITY, 0.999)).toBe(1);
});

test("sampled requests stand for as many as there were", () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 20 }), (percent, rounds) => {
			const weight = weightOf(percent);
			// Draws that are spread evenly, as chance spreads them in the long run.
			const draws = Array.from({ length: weight * rounds }, (_, n) => n / (weight * rounds));
			const written = draws.flatMap((draw) => sampled({ status: 200, duration: SLOW }, weight, draw) ?? []);
			expect(written.reduce((sum, one) => sum + one, 0)).toBe(weight * rounds);
		}),
	);
	expect(sampled({ status: 200, duration: 1 }, Number.POSITIVE_INFINITY, 0.5)).toBeNull();
});

test("an hour is a spike when its error rate is more than three times the mean", () => {
	const hour = (start: number, requests: number, errors: number) => ({ start, requests, errors });
	expect(spikesOf([hour(0, 100, 1), hour(1, 100, 1), hour(2, 10, 4), hour(3, 0, 0)])).toEqual([hour(2, 10, 4)]);
	// Exactly three times is not more.
	expect(spikesOf([hour(0, 100, 0), hour(1, 50, 2), hour(2, 50, 0)])).toEqual([hour(1, 50, 2)]);
	expect(spikesOf([hour(0, 200, 0), hour(1, 100, 3)])).toEqual([]);
	expect(spikesOf([hour(0, 10, 0), hour(1, 0, 0)])).toEqual([]);
	expect(spikesOf([])).toEqual([]);
});

test("percentiles are those of the requests that the lines stand for", () => {
	const one = fc.record({ duration: fc.integer({ min: 0, max: 50 }), requests: fc.integer({ min: 1, max: 5 }) });
	fc.assert(
		fc.property(fc.array(one, { minLength: 1, maxLength: 20 }), fc.constantFrom(0.5, 0.95, 1), (lines, share) => {
			const all = lines.flatMap(({ duration, requests }) => Array<number>(requests).fill(duration));
			all.sort((a, b) => a - b);
			expect(percentile(lines, share)).toBe(all[Math.ceil(share * all.length) - 1]);
		}),
	);
	expect(percentile([], 0.5)).toBeNull();
});

test("a method that nobody knows is OTHER", () => {
	expect(["GET", "PATCH", "BREW", "get"].map(methodOf)).toEqual(["GET", "PATCH", "OTHER", "OTHER"]);
});
