import { expect, test } from "vitest";
import { brokenBy, seedsFrom } from "#tests/fresh/simulations";

// The second half, for the machine's second core.
test.each(seedsFrom(51, 50))(
	"seed %i: whatever happens, no rule is broken",
	async (seed) => {
		expect(await brokenBy(seed)).toBe("");
	},
	120_000,
);
