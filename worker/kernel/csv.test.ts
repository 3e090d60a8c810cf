import { expect, test } from "vitest";
import { csvOf } from "./csv";

test.each([
	["=1+1", "'=1+1"],
	["@SUM(A1)", "'@SUM(A1)"],
	["-2+3", "'-2+3"],
	["+62 811", "'+62 811"],
	["\tx", "'\tx"],
	['a "b", c', '"a ""b"", c"'],
	["=cmd|' /C calc'!A0,1", `"'=cmd|' /C calc'!A0,1"`],
	["two\nlines", '"two\nlines"'],
	["Toko Bunga", "Toko Bunga"],
])("%j becomes %j", (text, cell) => {
	expect(csvOf(["h"], [[text]])).toBe(`\uFEFFh\r\n${cell}\r\n`);
});

test("numbers stay numbers, also below zero; null is empty", () => {
	expect(csvOf(["a", "b"], [[{ number: "-12.30" }, null]])).toBe("\uFEFFa,b\r\n-12.30,\r\n");
});
