import { shortSeptember } from "~/format";
import type { Locale } from "~/paraglide/runtime.js";

export type UsageWindow = "hour" | "day" | "month";

/** Days of UTC, both in it, and the windows that such a range can be seen by. */
export type UsageRange = {
	from: string;
	to: string;
	/** The instant before which it is: the last day's end, or now while that day lasts. */
	end: string;
	today: string;
	window: UsageWindow;
	windows: UsageWindow[];
};

const DAY = 86_400_000;

/** The day so many days before another one. */
export const daysBefore = (day: string, days: number): string =>
	new Date(Date.parse(day) - days * DAY).toISOString().slice(0, 10);

/** `20 Nov`, `Nov 2026`, or `20 Nov, 14:00`: hours where the reader is, days and months of UTC. */
export function windowName(
	start: string,
	window: UsageWindow,
	{ locale, timeZone }: { locale: Locale; timeZone: string },
) {
	const parts: Record<UsageWindow, Intl.DateTimeFormatOptions> = {
		hour: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone },
		day: { day: "numeric", month: "short", timeZone: "UTC" },
		month: { month: "short", year: "numeric", timeZone: "UTC" },
	};
	const format = new Intl.DateTimeFormat(locale === "id" ? "id-ID" : "en-GB", parts[window]);
	return shortSeptember(format.format(new Date(start)));
}
