import { shortSeptember } from "~/format";
import { getLocale } from "~/paraglide/runtime.js";

type Window = "hour" | "day" | "month";

const parts: Record<Window, Intl.DateTimeFormatOptions> = {
	hour: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
	day: { day: "numeric", month: "short", timeZone: "UTC" },
	month: { month: "short", year: "numeric", timeZone: "UTC" },
};

/** `20 Nov`, `Nov 2026`, or `20 Nov, 14:00`: hours where the reader is, days and months of UTC, as the API has them. */
export function windowName(start: string, window: Window, timeZone: string): string {
	const format = new Intl.DateTimeFormat(getLocale() === "id" ? "id-ID" : "en-GB", { timeZone, ...parts[window] });
	return shortSeptember(format.format(new Date(start)));
}
