import * as fc from "fast-check";
import { expect, test } from "vitest";
import { DAY, HOUR } from "#worker/kernel/time";
import { DURATION, later, nextDailyRound, nextHour } from "./rules";

const NOW = Date.parse("2027-01-31T10:00:00+07:00");

test.each([
	["P7D", "2027-02-07T03:00:00.000Z"],
	["P1M", "2027-02-28T03:00:00.000Z"],
	["P1Y1M", "2028-02-29T03:00:00.000Z"],
	["P2W", "2027-02-14T03:00:00.000Z"],
	["PT36H", "2027-02-01T15:00:00.000Z"],
	["P1DT1H1M1S", "2027-02-01T04:01:01.000Z"],
	["P0D", "2027-01-31T03:00:00.000Z"],
])("%s from the end of January is %s", (duration, at) => {
	expect(new Date(later(NOW, duration)).toISOString()).toBe(at);
});

test.each(["P", "PT", "P1H", "PT1D", "-P1D", "P1.5D", "7", "P1D ", "P1DT"])("%o is not a duration", (text) => {
	expect(DURATION.test(text)).toBe(false);
});

test("cron's hours and days are after what falls due, and less than one of them away", () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: Date.UTC(2100, 0) }), (at) => {
			const [hour, daily] = [nextHour(at) - at, nextDailyRound(at) - at];
			expect(hour >= 0 && hour < HOUR && nextHour(at) % HOUR === 0).toBe(true);
			expect(daily > 0 && daily <= DAY && new Date(at + daily).toISOString().slice(11, 16) === "17:05").toBe(true);
		}),
	);
});
