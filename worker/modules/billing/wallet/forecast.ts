import { DAY } from "#worker/kernel/time";

/** How far back spending is averaged. */
export const FORECAST_WINDOW = 30 * DAY;

export type Forecast = { spentPerDay: number; daysLeft: number | null; runsOutAt: number | null };

/**
 * When `funds` run out at the average of what was `spent` in the window before `now`, in minor units. Whole days,
 * rounded down; null while nothing is spent.
 */
export function runOut({ funds, spent, now }: { funds: number; spent: number; now: number }): Forecast {
	const days = FORECAST_WINDOW / DAY;
	if (spent <= 0) return { spentPerDay: 0, daysLeft: null, runsOutAt: null };
	const daysLeft = Number((BigInt(funds) * BigInt(days)) / BigInt(spent));
	return { spentPerDay: Math.ceil(spent / days), daysLeft, runsOutAt: now + daysLeft * DAY };
}
