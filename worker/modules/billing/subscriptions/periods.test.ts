import * as fc from "fast-check";
import { expect, test } from "vitest";
import { DAY, dateInJakarta, dayOfMonth, HOUR } from "#worker/kernel/time";
import { periodBought, periodFrom } from "./rules";

const at = fc.integer({ min: Date.UTC(2023, 0), max: Date.UTC(2030, 0) });
const lastDayOf = (date: string) =>
	new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).getUTCDate();

/** Ten years of monthly renewals, each paid `late` milliseconds after the period before has ended. */
function decade(first: number, late: number) {
	const anchorDay = dayOfMonth(first);
	const periods = [{ ...periodFrom(first, "month"), anchorDay }];
	for (let i = 1; i < 120; i++) {
		const before = periods[i - 1] ?? { end: 0, anchorDay };
		const state = { status: "past_due" as const, interval: "month" as const, periodEnd: before.end };
		periods.push(periodBought({ ...state, anchorDay: before.anchorDay }, before.end + late));
	}
	return periods;
}

test("ten years of renewals keep the anchor day on Jakarta's calendar: a short month is clamped, the next is not", () => {
	fc.assert(
		fc.property(at, fc.integer({ min: 0, max: 6 * DAY }), (first, late) => {
			const anchor = dayOfMonth(first);
			for (const { start } of decade(first, late)) {
				const date = dateInJakarta(start);
				expect(Number(date.slice(8))).toBe(Math.min(anchor, lastDayOf(date)));
			}
		}),
	);
});

test("the time of day stays: there is no daylight saving to lose an hour to", () => {
	fc.assert(
		fc.property(at, (first) => {
			for (const { start, end } of decade(first, DAY))
				expect([start % DAY, end % DAY]).toEqual([first % DAY, first % DAY]);
		}),
	);
});

test("periods are gapless and disjoint, and each is between 28 and 31 days long", () => {
	fc.assert(
		fc.property(at, fc.integer({ min: 0, max: 6 * DAY }), (first, late) => {
			const periods = decade(first, late);
			for (const [i, { start, end }] of periods.entries()) {
				if (i > 0) expect(start).toBe(periods[i - 1]?.end);
				const days = (end - start) / DAY;
				expect(days >= 28 && days <= 31).toBe(true);
			}
		}),
	);
});

test.each([
	["2028-01-31T23:30:00+07:00", ["2028-02-29", "2028-03-31", "2028-04-30"]],
	["2027-01-31T00:00:00+07:00", ["2027-02-28", "2027-03-31", "2027-04-30"]],
	["2027-12-31T23:59:59+07:00", ["2028-01-31", "2028-02-29", "2028-03-31"]],
	// Still the 28th in UTC, the 1st in Jakarta.
	["2027-02-28T17:30:00Z", ["2027-04-01", "2027-05-01", "2027-06-01"]],
])("a series that begins at %s renews on %j", (first, dates) => {
	const starts = decade(Date.parse(first), HOUR).map(({ start }) => dateInJakarta(start));
	expect(starts.slice(1, 4)).toEqual(dates);
});

test("a yearly series that begins on a leap day is back on it four years later", () => {
	let period = { ...periodFrom(Date.parse("2028-02-29T10:00:00+07:00"), "year"), anchorDay: 29 };
	const starts: string[] = [];
	for (let i = 0; i < 4; i++) {
		period = periodBought({ status: "active", interval: "year", periodEnd: period.end, anchorDay: 29 }, period.end);
		starts.push(dateInJakarta(period.start));
	}
	expect(starts).toEqual(["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]);
});
