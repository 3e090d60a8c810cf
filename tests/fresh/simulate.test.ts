import { expect, test } from "vitest";
import { brokenBy, play, seedsFrom } from "#tests/fresh/simulations";

test.each(seedsFrom(1, 50))(
	"seed %i: whatever happens, no rule is broken",
	async (seed) => {
		expect(await brokenBy(seed)).toBe("");
	},
	120_000,
);

test("the same seed is the same story", async () => {
	const input = { seed: 7, tenants: 4, days: 35 };
	const [first, again, other] = [await play(input), await play(input), await play({ ...input, seed: 8 })];
	expect(again.story).toEqual(first.story);
	expect(again.digest).toBe(first.digest);
	expect(other.digest).not.toBe(first.digest);
	expect(first.story.length).toBeGreaterThan(20);
}, 60_000);
