import { invalid } from "#worker/kernel/errors";
import { DAY, HOUR } from "#worker/kernel/time";
import type { Period } from "../rules";

export const USAGE_WINDOWS = ["hour", "day", "month"] as const;
export type UsageWindow = (typeof USAGE_WINDOWS)[number];

/** How long the roll-ups are kept; days are for ever. */
export const MINUTES_KEPT = 2 * DAY;
export const HOURS_KEPT = 90 * DAY;

const MONTH = 31 * DAY;
const LONGEST: Record<UsageWindow, { most: number; words: string }> = {
	hour: { most: 31 * DAY, words: "31 days by the hour" },
	day: { most: 400 * DAY, words: "400 days by the day" },
	month: { most: 61 * MONTH, words: "5 years by the month" },
};

/** Start of the window that an instant is in. Days and calendar months are UTC. */
export function startOf(window: UsageWindow, at: number): number {
	if (window === "hour") return at - (at % HOUR);
	if (window === "day") return at - (at % DAY);
	return monthAt(at, 0);
}

const nextOf = (window: UsageWindow, start: number): number =>
	window === "month" ? monthAt(start, 1) : start + (window === "hour" ? HOUR : DAY);

function monthAt(at: number, months: number): number {
	const date = new Date(at);
	return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
}

/** The starts of all windows that a range touches. @throws validation_failed when it is empty, too long, or gone */
export function windowsOf(window: UsageWindow, { start, end }: Period, now: number): number[] {
	if (end <= start) throw invalid("?to", "It has to be after `from`.");
	if (end - start > LONGEST[window].most) throw invalid("?from", `At most ${LONGEST[window].words} at once.`);
	if (window === "hour" && start < now - HOURS_KEPT) throw invalid("?from", "Hours are kept for 90 days.");
	const starts: number[] = [];
	for (let at = startOf(window, start); at < end; at = nextOf(window, at)) starts.push(at);
	return starts;
}

/** Where the last of these windows ends. */
export const endOf = (window: UsageWindow, starts: readonly number[]): number => nextOf(window, starts.at(-1) ?? 0);

/**
 * A period as the roll-ups have it: whole days from their days, the hours at its edges from their hours. An hour belongs
 * to the period in which it begins.
 */
export function piecesOf({ start, end }: Period): { hours: Period[]; days: Period | null } {
	const [first, last] = [Math.ceil(start / HOUR) * HOUR, Math.ceil(end / HOUR) * HOUR];
	const days = { start: Math.ceil(first / DAY) * DAY, end: Math.floor(last / DAY) * DAY };
	if (days.start >= days.end) return { hours: [{ start: first, end: last }], days: null };
	const edges = [
		{ start: first, end: days.start },
		{ start: days.end, end: last },
	];
	return { hours: edges.filter((edge) => edge.start < edge.end), days };
}
