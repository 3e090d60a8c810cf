import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mayCallFrom, readRange } from "./addresses";

describe("what an address is kept as", () => {
	test.each([
		["203.0.113.7", "203.0.113.7"],
		["203.0.113.0/24", "203.0.113.0/24"],
		["0.0.0.0/0", "0.0.0.0/0"],
		["2001:DB8:0:0::1", "2001:db8::1"],
		["2001:db8::/32", "2001:db8::/32"],
		["::/0", "::/0"],
	])("%s: %s", (text, kept) => expect(readRange(text)).toBe(kept));

	test.each([
		...[
			"",
			"x",
			"203.0.113",
			"203.0.113.256",
			"010.1.1.1",
			"0x7f.0.0.1",
			"2130706433",
			"203.0.113.0/33",
			"203.0.113.0/",
		],
		...["203.0.113.0/-1", "203.0.113.0/255.255.255.0", "2001:db8::/129", "fe80::1%eth0", "::ffff:10.0.0.1", "1::2::3"],
		...["::ffff:10.0.0.0/104", " 10.0.0.1"],
	])("%j is none", (text) => expect(readRange(text)).toBeNull());
});

describe("where a key may call from", () => {
	test.each<[string[] | null, string | null, boolean]>([
		[null, "203.0.113.7", true],
		[null, null, true],
		[["203.0.113.0/24"], null, false],
		[["203.0.113.0/24"], "not an address", false],
		[["203.0.113.0/24"], "203.0.113.0", true],
		[["203.0.113.0/24"], "203.0.113.255", true],
		[["203.0.113.0/24"], "203.0.114.0", false],
		[["203.0.113.0/24"], "203.0.112.255", false],
		[["203.0.113.7"], "203.0.113.7", true],
		[["203.0.113.7"], "203.0.113.8", false],
		[["203.0.113.7"], "::ffff:203.0.113.7", true],
		[["0.0.0.0/0"], "8.8.8.8", true],
		[["0.0.0.0/0"], "2001:db8::1", false],
		[["::/0"], "8.8.8.8", false],
		[["2001:db8::/32"], "2001:db8:ffff::1", true],
		[["2001:db8::/32"], "2001:db9::", false],
		[["10.0.0.0/8", "2001:db8::1"], "2001:0db8:0:0:0:0:0:1", true],
		[[], "10.0.0.1", false],
	])("%j and %j: %s", (ranges, ip, allowed) => expect(mayCallFrom(ranges, ip)).toBe(allowed));

	test("a range of IPv4 holds just the addresses that share its first bits", () => {
		const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });
		const text = (n: number) => [24, 16, 8, 0].map((shift) => (n >>> shift) & 255).join(".");
		fc.assert(
			fc.property(address, address, fc.integer({ min: 0, max: 32 }), (network, caller, bits) => {
				const shift = BigInt(32 - bits);
				const same = BigInt(network) >> shift === BigInt(caller) >> shift;
				expect(mayCallFrom([`${text(network)}/${bits}`], text(caller))).toBe(same);
				expect(mayCallFrom([`${text(network)}/${bits}`], text(network))).toBe(true);
			}),
		);
	});
});
