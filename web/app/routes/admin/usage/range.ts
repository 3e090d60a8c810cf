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
