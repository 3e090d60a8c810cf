import * as fc from "fast-check";
import { expect, test } from "vitest";
import { crc16, isQris, parseTlv, withAmount } from "./qris";

const STATIC =
	"00020101021126690017ID.CO.EXAMPLE.WWW011893600999000000001202150000000000123450303UMI51440014ID.CO.QRIS.WWW0215ID00000000000120303UMI5204573453033605802ID5911SEWA CONTOH6007JAKARTA61051011062070703A016304192D";

test("the checksum is CRC-16/CCITT-FALSE", () => {
	expect(crc16("123456789")).toBe("29B1");
});

test.each([
	[149_000, "5406149000", "3FCF"],
	[1, "54011", "DDE1"],
	[10_000_000, "540810000000", "3840"],
	[220, "5403220", "0012"],
])("Rp %i becomes tag %s with checksum %s", (amount, tag, crc) => {
	const dynamic = withAmount(STATIC, amount);
	expect(dynamic).toContain(tag);
	expect(dynamic.slice(-4)).toBe(crc);
	expect(dynamic.startsWith("000201010212")).toBe(true);
});

test("any amount gives a valid text that carries it once", () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 999_999_999 }), (amount) => {
			const text = withAmount(withAmount(STATIC, 7), amount);
			expect(isQris(text)).toBe(true);
			expect(parseTlv(text)?.filter((field) => field.tag === "54")).toEqual([{ tag: "54", value: String(amount) }]);
		}),
	);
});

test.each([
	["one letter changed", STATIC.replace("SEWA", "SEWB")],
	["cut short", STATIC.slice(0, -1)],
	["no checksum", STATIC.slice(0, -8)],
	["not a QR text", "hello"],
	["empty", ""],
])("%s is refused", (_why, text) => {
	expect(isQris(text)).toBe(false);
	expect(() => withAmount(text, 1)).toThrow(RangeError);
});
