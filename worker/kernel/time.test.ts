import * as fc from "fast-check";
import { expect, test } from "vitest";
import { addMonths, dateInJakarta, dayOfMonth, yearInJakarta } from "./time";

const wib = (text: string) => Date.parse(`${text}+07:00`);

test.each([
	["2026-01-31T10:00:00", 1, "2026-02-28"],
	["2024-01-31T10:00:00", 1, "2024-02-29"],
	["2026-12-15T00:00:00", 1, "2027-01-15"],
	["2024-02-29T23:59:59", 12, "2025-02-28"],
	["2026-11-30T00:00:00", 3, "2027-02-28"],
])("%s plus %i months is %s", (start, months, expected) => {
	expect(dateInJakarta(addMonths(wib(start), months))).toBe(expected);
});

test("a series keeps its anchor day through short months", () => {
	const anchor = 31;
	let at = wib("2026-01-31T09:00:00");
	const days = [];
	for (let i = 0; i < 4; i++) {
		at = addMonths(at, 1, anchor);
		days.push(dateInJakarta(at));
	}
	expect(days).toEqual(["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]);
});

test("months never go backwards, never skip a month, and keep the time of day", () => {
	const instant = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2060, 0) });
	fc.assert(
		fc.property(instant, fc.integer({ min: 1, max: 48 }), (at, months) => {
			const later = addMonths(at, months);
			expect(later).toBeGreaterThan(at);
			expect((later - at) % 86_400_000).toBe(0);
			const [a, b] = [dateInJakarta(at), dateInJakarta(later)];
			const index = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
			expect(index(b) - index(a)).toBe(months);
			expect(dayOfMonth(later)).toBeLessThanOrEqual(dayOfMonth(at));
		}),
	);
});

test("the Jakarta year turns at 17:00 UTC on New Year's Eve", () => {
	expect(yearInJakarta(Date.UTC(2026, 11, 31, 16, 59, 59))).toBe(2026);
	expect(yearInJakarta(Date.UTC(2026, 11, 31, 17))).toBe(2027);
});
