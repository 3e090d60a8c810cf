import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY } from "#worker/kernel/time";
import { periodFrom } from "#worker/modules/billing/subscriptions/rules";
import { quotaPeriod } from "./rules";

const START = Date.UTC(2026, 9, 18, 7, 1);
const OCTOBER = periodFrom(START, "month");
const bought = { ...OCTOBER, interval: "month" as const, anchorDay: 18 };
const YEAR_2000 = Date.UTC(2000, 0, 1);

test("while a renewal is on its way or not paid, use counts for the period that it will be of", () => {
	const later = OCTOBER.end + 3 * DAY;
	for (const subscription of ["active", "past_due"] as const)
		expect(quotaPeriod({ ...bought, subscription }, later)).toEqual(periodFrom(OCTOBER.end, "month", 18));
	expect(quotaPeriod({ ...bought, subscription: "past_due" }, OCTOBER.end - 1)).toEqual(OCTOBER);
});

test("who pays for nothing has the calendar month", () => {
	const november = { start: Date.UTC(2026, 10, 1), end: Date.UTC(2026, 11, 1) };
	const now = OCTOBER.end + 3 * DAY;
	const nothing = { subscription: null, start: null, end: null, interval: null, anchorDay: null };
	expect(quotaPeriod(nothing, now)).toEqual(november);
	for (const subscription of ["suspended", "paused"] as const)
		expect(quotaPeriod({ ...bought, subscription }, now)).toEqual(november);
	const free = {
		subscription: "active" as const,
		start: YEAR_2000,
		end: null,
		interval: "month" as const,
		anchorDay: null,
	};
	expect(quotaPeriod(free, now)).toEqual(november);
});

test("every moment is in its period, and a renewal that is paid later changes nothing of it", () => {
	const days = fc.integer({ min: 1, max: 31 });
	const interval = fc.constantFrom("month" as const, "year" as const);
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 20_000 }),
			days,
			interval,
			fc.integer({ min: 0, max: 800 }),
			(from, anchorDay, every, late) => {
				const first = periodFrom(YEAR_2000 + from * DAY, every, anchorDay);
				const next = periodFrom(first.end, every, anchorDay);
				const now = first.start + late * DAY;
				const of = { interval: every, anchorDay };
				const waiting = quotaPeriod({ ...of, ...first, subscription: "past_due" }, now);
				expect(waiting.start <= now && now < waiting.end).toBe(true);
				if (now >= next.start && now < next.end)
					expect(waiting).toEqual(quotaPeriod({ ...of, ...next, subscription: "active" }, now));
			},
		),
	);
});
