import * as fc from "fast-check";
import { expect, test } from "vitest";
import { DAY } from "#worker/kernel/time";
import { BillingSettings } from "../settings/schemas";
import { dunningPlan, dunningSchedule } from "./rules";

const SINCE = Date.UTC(2027, 0, 31, 3);
const settings = fc
	.record({
		dunningDays: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 10 }),
		graceDays: fc.integer({ min: 0, max: 60 }),
		cancelAfterDays: fc.integer({ min: 1, max: 365 }),
	})
	.filter((input) => BillingSettings.safeParse(input).success);

test("the default is: tries on days 0, 3 and 7, suspended on day 7, canceled on day 30", () => {
	expect(dunningSchedule(BillingSettings.parse({}))).toEqual([
		{ day: 0, action: "retry" },
		{ day: 3, action: "retry" },
		{ day: 7, action: "retry" },
		{ day: 7, action: "suspend" },
		{ day: 30, action: "cancel" },
	]);
});

test("whatever the settings: steps never go back in time, each happens once, the cancellation is the last", () => {
	fc.assert(
		fc.property(settings, (given) => {
			const schedule = dunningSchedule(given);
			for (const [i, step] of schedule.entries()) expect(step.day).toBeGreaterThanOrEqual(schedule[i - 1]?.day ?? 0);
			expect(schedule.at(-1)).toEqual({ day: given.cancelAfterDays, action: "cancel" });
			expect(schedule.filter(({ action }) => action === "suspend")).toHaveLength(1);
			expect(new Set(schedule.map(({ day, action }) => `${day} ${action}`)).size).toBe(schedule.length);
		}),
	);
});

/** Takes what is due at each instant; returns the steps that were taken. */
function takeAll(given: BillingSettings, times: number[]): number[] {
	const taken: number[] = [];
	for (const now of times) {
		for (;;) {
			const plan = dunningPlan(given, SINCE, taken.length, now);
			if (plan.step === null) break;
			expect(plan.at).toBeLessThanOrEqual(now);
			if (plan.next !== null) expect(plan.next).toBeGreaterThanOrEqual(plan.at ?? 0);
			taken.push(plan.step);
		}
	}
	return taken;
}

test("taking what is due, in whatever steps time goes by, takes each step once and in order", () => {
	const times = fc.array(fc.integer({ min: 0, max: 400 * DAY }), { minLength: 1, maxLength: 40 });
	fc.assert(
		fc.property(settings, times, (given, offsets) => {
			const instants = offsets.toSorted((a, b) => a - b).map((offset) => SINCE + offset);
			const due = dunningSchedule(given).filter(({ day }) => SINCE + day * DAY <= (instants.at(-1) ?? 0));
			expect(takeAll(BillingSettings.parse(given), instants)).toEqual(due.map((_, i) => i));
		}),
	);
});
