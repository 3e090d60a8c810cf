export const RANGES = ["period", "24h", "7d", "30d", "90d", "12m"] as const;
export type UsageRange = (typeof RANGES)[number];
export type UsageWindow = "hour" | "day" | "month";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LENGTH: Record<Exclude<UsageRange, "period">, number> = {
	"24h": DAY,
	"7d": 7 * DAY,
	"30d": 30 * DAY,
	"90d": 90 * DAY,
	"12m": 365 * DAY,
};

/** Which windows a range of this length is well told in; the first is what one sees unasked. */
function windowsFor(length: number): [UsageWindow, ...UsageWindow[]] {
	if (length <= 2 * DAY) return ["hour"];
	if (length <= 31 * DAY) return ["day", "hour"];
	if (length <= 100 * DAY) return ["day", "month"];
	return ["month", "day"];
}

export type RangeWish = {
	range: UsageRange | "days";
	window: UsageWindow;
	windows: UsageWindow[];
	from: string;
	to?: string;
};
type Clock = { now: number; period: { start: string; end: string } };

/**
 * What of the use is looked at, from the page's URL: a named range, or days from `since` to `until`. Days are those of
 * UTC, as the API counts them; what does not fit is as if it was not there.
 */
export function readRange(params: URLSearchParams, { now, period }: Clock): RangeWish {
	const named = RANGES.find((one) => one === params.get("range"));
	const days = named ? null : readDays(params, now);
	if (days) return { range: "days", ...windowOf(params, days.end - days.start), ...inWords(days) };
	const range = named ?? "30d";
	const start = range === "period" ? Date.parse(period.start) : now - LENGTH[range];
	const window = windowOf(params, now - start);
	return { range, ...window, from: new Date(Math.min(whole(start, window.window, range), now - 1)).toISOString() };
}

/** The windows of a named range are as many as it says: the one that began before it is left out. */
function whole(start: number, window: UsageWindow, range: UsageRange): number {
	if (range === "period") return start;
	if (window === "month") return start + 31 * DAY;
	return start + (window === "hour" ? HOUR : DAY);
}

function windowOf(params: URLSearchParams, length: number): { window: UsageWindow; windows: UsageWindow[] } {
	const windows = windowsFor(length);
	const wish = params.get("window");
	return { window: windows.find((one) => one === wish) ?? windows[0], windows };
}

function readDays(params: URLSearchParams, now: number): { start: number; end: number } | null {
	const [start, last] = [readDay(params.get("since")), readDay(params.get("until"))];
	if (start === null || start >= now) return null;
	const end = last === null ? now : Math.min(last + DAY, now);
	return end > start && end - start <= 400 * DAY ? { start, end } : null;
}

function readDay(text: string | null): number | null {
	const at = /^\d{4}-\d\d-\d\d$/.test(text ?? "") ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
	return Number.isNaN(at) ? null : at;
}

const inWords = ({ start, end }: { start: number; end: number }) => ({
	from: new Date(start).toISOString(),
	to: new Date(end).toISOString(),
});
