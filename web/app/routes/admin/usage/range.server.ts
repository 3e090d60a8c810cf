import { USAGE_WINDOWS, type UsageWindow } from "#worker/modules/metering/usage/usage-ranges";
import type { UsageRange } from "./range";

const DAY = 86_400_000;
/** As far back as days can be asked for at once. */
const LONGEST = 400;
const HOURS_LONGEST = 31;
const HOURS_KEPT = 89;

/**
 * The days and the window that a page's URL asks for, in bounds of the API: thirty days by the day where it says nothing.
 * Days are UTC, as the roll-ups have them.
 */
export function readRange(request: Request, now: number): UsageRange {
	const params = new URL(request.url).searchParams;
	const today = startOf(now);
	const to = Math.min(dayIn(params.get("to")) ?? today, today);
	const from = Math.max(Math.min(dayIn(params.get("from")) ?? to - 29 * DAY, to), to - (LONGEST - 1) * DAY);
	const windows = USAGE_WINDOWS.filter((window) => window !== "hour" || hasHours(from, to, today));
	const asked = windows.find((window) => window === params.get("window"));
	const end = new Date(Math.min(to + DAY, Math.max(now, from + 1))).toISOString();
	return { from: textOf(from), to: textOf(to), end, today: textOf(today), window: asked ?? "day", windows };
}

/** The same as the API takes it. */
export const rangeQuery = ({ from, end, window }: UsageRange): { from: string; to: string; window: UsageWindow } => ({
	from: `${from}T00:00:00Z`,
	to: end,
	window,
});

const hasHours = (from: number, to: number, today: number): boolean =>
	to - from < HOURS_LONGEST * DAY && from >= today - HOURS_KEPT * DAY;

const startOf = (at: number): number => at - (at % DAY);
const textOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

function dayIn(text: string | null): number | null {
	if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return null;
	const at = Date.parse(text);
	return Number.isNaN(at) ? null : at;
}
