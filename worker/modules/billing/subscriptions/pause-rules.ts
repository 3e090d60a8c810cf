import { DAY, dayOfMonth } from "#worker/kernel/time";

/** When a pause ends by itself: where it was asked to, at the latest after `maxPauseDays`. Null: that is not possible. */
export function pauseEnd(until: number | null, maxPauseDays: number, now: number): number | null {
	const latest = now + maxPauseDays * DAY;
	if (until === null) return latest;
	return until > now && until <= latest ? until : null;
}

type Paused = { periodStart: number; periodEnd: number; pausedAt: number };

/**
 * The period after a pause: as long as it was, with as much left as when the pause began. Both ends move, so that
 * what is unused of it keeps its share of the price.
 */
export function periodAfterPause({ periodStart, periodEnd, pausedAt }: Paused, resumedAt: number) {
	const length = Math.max(resumedAt - pausedAt, 0);
	const end = periodEnd + length;
	return { periodStart: periodStart + length, periodEnd: end, anchorDay: dayOfMonth(end), nextBillingAt: end };
}
