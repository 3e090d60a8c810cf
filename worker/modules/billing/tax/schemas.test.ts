import { expect, test } from "vitest";
import { Npwp } from "./schemas";

test.each([
	["01.234.567.8-901.000", "0012345678901000"],
	["012345678901000", "0012345678901000"],
	["3174012345678901", "3174012345678901"],
	[" 3174 0123 4567 8901 ", "3174012345678901"],
])("%s is kept as %s", (text, kept) => {
	expect(Npwp.parse(text)).toBe(kept);
});

test.each(["", "123", "00.000.000.0-000.000", "0000000000000000", "31740123456789012", "31740123456789AB"])(
	"%o is no NPWP",
	(text) => {
		expect(Npwp.safeParse(text).success).toBe(false);
	},
);
