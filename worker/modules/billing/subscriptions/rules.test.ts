import * as fc from "fast-check";
import { expect, test } from "vitest";
import { DAY, dateInJakarta } from "#worker/kernel/time";
import { periodBought, periodFrom, trialEnd } from "./rules";

const NOW = Date.UTC(2026, 10, 20, 3);

test("a trial of 14 days ends 14 days later", () => {
	expect(trialEnd(NOW, 14) - NOW).toBe(14 * DAY);
});

test.each(["pending", "trialing", "suspended"] as const)("a payment while %s buys a period from now", (status) => {
	const bought = periodBought({ status, interval: "month", periodEnd: NOW - 40 * DAY, anchorDay: 3 }, NOW);
	expect(bought).toMatchObject({ start: NOW, anchorDay: 20 });
	expect(dateInJakarta(bought.end)).toBe("2026-12-20");
});

test("a renewal goes on where the paid period ended, early or late", () => {
	const periodEnd = Date.parse("2026-02-28T10:00:00+07:00");
	for (const paidAt of [periodEnd - DAY, periodEnd + 5 * DAY]) {
		const bought = periodBought({ status: "past_due", interval: "month", periodEnd, anchorDay: 31 }, paidAt);
		expect(bought.start).toBe(periodEnd);
		expect(dateInJakarta(bought.end)).toBe("2026-03-31");
	}
});

test("periods of a series touch: none overlaps and none is missing", () => {
	const start = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2050, 0) });
	fc.assert(
		fc.property(
			start,
			fc.constantFrom("month" as const, "year" as const),
			fc.integer({ min: 1, max: 30 }),
			(first, interval, count) => {
				let bought = {
					...periodFrom(first, interval),
					anchorDay: periodBought({ status: "pending", interval, periodEnd: null, anchorDay: null }, first).anchorDay,
				};
				for (let i = 0; i < count; i++) {
					const next = periodBought(
						{ status: "active", interval, periodEnd: bought.end, anchorDay: bought.anchorDay },
						bought.end + DAY,
					);
					expect(next.start).toBe(bought.end);
					expect(next.end).toBeGreaterThan(next.start);
					bought = next;
				}
			},
		),
	);
});
