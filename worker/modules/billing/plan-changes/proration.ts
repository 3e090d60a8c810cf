import { type Money, scale } from "#worker/kernel/money";
import type { Period } from "#worker/kernel/time";

/** The part of a period's price that is for what is left of it at `at`. Outside the period it is all or nothing. */
export function unusedShare(price: Money, period: Period, at: number): Money {
	const length = period.end - period.start;
	if (length <= 0) throw new RangeError("a billing period ends after it starts");
	const left = Math.min(Math.max(period.end - at, 0), length);
	return scale(price, left, length);
}
