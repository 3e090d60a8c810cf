import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY, HOUR } from "#worker/kernel/time";
import { endOf, piecesOf, startOf, windowsOf } from "./usage-ranges";

const NOW = Date.UTC(2026, 10, 20, 3, 17);
const at = (...date: [number, number, number?, number?]) => Date.UTC(...date);

test("a period is whole days and the hours at its edges: every hour that begins in it, once", () => {
	const instant = fc.integer({ min: 0, max: 20 * DAY }).map((ms) => NOW + ms);
	fc.assert(
		fc.property(instant, instant, (a, b) => {
			const [start, end] = [Math.min(a, b), Math.max(a, b)];
			const { hours, days } = piecesOf({ start, end });
			const inPieces: number[] = [];
			for (const piece of days ? [...hours, days] : hours)
				for (let hour = piece.start; hour < piece.end; hour += HOUR) inPieces.push(hour);
			const expected: number[] = [];
			for (let hour = Math.ceil(start / HOUR) * HOUR; hour < end; hour += HOUR) expected.push(hour);
			expect(inPieces.sort((x, y) => x - y)).toEqual(expected);
			if (days) expect([days.start % DAY, days.end % DAY]).toEqual([0, 0]);
		}),
	);
});

test("windows are those that a range touches; months are the calendar's, in UTC", () => {
	expect(windowsOf("hour", { start: NOW, end: NOW + 1 }, NOW)).toEqual([at(2026, 10, 20, 3)]);
	expect(windowsOf("day", { start: NOW, end: at(2026, 10, 22) }, NOW)).toEqual([at(2026, 10, 20), at(2026, 10, 21)]);
	const months = windowsOf("month", { start: at(2027, 11, 31, 23), end: at(2028, 2, 1) + 1 }, NOW);
	expect(months).toEqual([at(2027, 11), at(2028, 0), at(2028, 1), at(2028, 2)]);
	expect(endOf("month", months)).toBe(at(2028, 3));
	expect(startOf("month", at(2028, 1, 29, 23))).toBe(at(2028, 1));
});

test.each([
	["hour", 31 * DAY, "?from"],
	["day", 400 * DAY, "?from"],
	["month", 5 * 366 * DAY + 62 * DAY, "?from"],
] as const)("by the %s a range has an end", (window, longest, pointer) => {
	const start = NOW - longest;
	expect(() => windowsOf(window, { start: start - DAY, end: NOW }, NOW)).toThrow();
	try {
		windowsOf(window, { start: start - DAY, end: NOW }, NOW);
	} catch (error) {
		expect(error).toMatchObject({ code: "validation_failed", issues: [{ pointer }] });
	}
	expect(windowsOf(window, { start: start + 2 * DAY, end: NOW }, NOW).length).toBeGreaterThan(29);
});

test("an empty range, and hours that are gone, are told apart", () => {
	expect(() => windowsOf("day", { start: NOW, end: NOW }, NOW)).toThrow(/after/);
	const old = { start: NOW - 91 * DAY, end: NOW - 90 * DAY };
	expect(() => windowsOf("hour", old, NOW)).toThrow(/90 days/);
	expect(windowsOf("day", old, NOW)).toHaveLength(2);
});
