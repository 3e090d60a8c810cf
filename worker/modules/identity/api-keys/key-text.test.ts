import { crc32 } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { newId } from "#worker/kernel/ids";
import { hashKey, newKeyText, readKeyText } from "./key-text";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const tenantId = newId("tenant");
const environment = fc.constantFrom("live" as const, "test" as const);
const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
const key = fc.tuple(environment, bytes).map(([env, random]) => newKeyText(env, tenantId, random));

test("a key says its environment and tenant, and looks as documented", () => {
	fc.assert(
		fc.property(environment, bytes, (env, random) => {
			const text = newKeyText(env, tenantId, random);
			expect(text).toMatch(new RegExp(`^sewa_${env}_${tenantId.slice(4)}[0-9A-Za-z]{38}$`));
			expect(readKeyText(text)).toEqual({ environment: env, tenantId });
		}),
	);
});

test("the checksum is CRC-32 of all before it, in base 62", () => {
	fc.assert(
		fc.property(key, (text) => {
			const number = [...text.slice(-6)].reduce((sum, digit) => sum * 62 + DIGITS.indexOf(digit), 0);
			expect(number).toBe(crc32(text.slice(0, -6)));
		}),
	);
});

test("every wrong character is refused, wherever it is", () => {
	const others = [...DIGITS, "_", "-", " ", "é"];
	fc.assert(
		fc.property(key, (text) => {
			for (let at = 0; at < text.length; at++)
				for (const other of others) {
					const typo = text.slice(0, at) + other + text.slice(at + 1);
					if (typo !== text && readKeyText(typo) !== null) throw new Error(`${typo} for ${text}`);
				}
		}),
		{ numRuns: 20 },
	);
});

test("every swap of neighbours is refused", () => {
	fc.assert(
		fc.property(key, (text) => {
			for (let at = 0; at + 1 < text.length; at++) {
				const swapped = text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
				if (swapped !== text && readKeyText(swapped) !== null) throw new Error(`${swapped} for ${text}`);
			}
		}),
		{ numRuns: 200 },
	);
});

/*
 * A swap over the seam changes the last byte of the body and the first digit of the checksum. It would pass if the CRC
 * moved by just what that digit is worth; for no pair of digits can it: the bits that flip cannot add up to it.
 */
test("no swap of the last random digit with the first of the checksum can ever pass", () => {
	const flips = (a: string, b: string) => (crc32(`${a}`) ^ crc32(`${b}`)) >>> 0;
	for (const a of DIGITS)
		for (const b of DIGITS) {
			if (a === b) continue;
			const flipped = flips(a, b);
			const up = (flipped + (DIGITS.indexOf(a) - DIGITS.indexOf(b)) * 62 ** 5) / 2;
			const reachable = Number.isInteger(up) && up >= 0 && up <= flipped && (BigInt(up) & ~BigInt(flipped)) === 0n;
			expect(reachable, `${a} and ${b}`).toBe(false);
		}
});

test.each(["", "sewa_live_", "Bearer x", `sewa_live_${"0".repeat(64)}`, `SEWA_LIVE_${"0".repeat(64)}`])(
	"%j is no key",
	(text) => expect(readKeyText(text)).toBeNull(),
);

test("nothing may stand before or after a key", () => {
	const text = newKeyText("live", tenantId, new Uint8Array(32));
	for (const wrong of [` ${text}`, `${text}\n`, `${text}0`, text.slice(1), text.slice(0, -1), text.toUpperCase()])
		expect(readKeyText(wrong)).toBeNull();
});

test("other bytes make another key, and the wrong number of bytes none", () => {
	const one = newKeyText("live", tenantId, new Uint8Array(32).fill(1));
	expect(newKeyText("live", tenantId, new Uint8Array(32).fill(2))).not.toBe(one);
	expect(() => newKeyText("live", tenantId, new Uint8Array(31))).toThrow(RangeError);
});

test("a key is kept as its SHA-256", async () => {
	expect(await hashKey("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
