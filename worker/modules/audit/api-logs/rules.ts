/** A request that takes longer is slow: it is always written, and counted apart. Milliseconds. */
export const SLOW = 1000;
/** Lines are kept so many days. */
export const KEPT_DAYS = 90;
/** What a request is called that no route answers. */
export const UNKNOWN_ROUTE = "unknown";

export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER"] as const;
export type Method = (typeof METHODS)[number];

/** A method may be any word that a caller thinks of; the log knows these. */
export const methodOf = (word: string): Method => METHODS.find((method) => method === word) ?? "OTHER";

/**
 * How many requests a written one stands for, by what the installation and the route want written, in percent. A share
 * that is no fraction 1/n is rounded to the nearest one, so that counts stay whole. Infinite where nothing is wanted.
 */
export function weightOf(percent: number, ofRoute = 100): number {
	return Math.max(1, Math.round(10_000 / (percent * ofRoute)));
}

/** The weight to write a request with, null when it is left out. `draw` is from [0, 1). Errors and slow ones always are. */
export function sampled(request: { status: number; duration: number }, weight: number, draw: number): number | null {
	if (isError(request.status) || request.duration > SLOW) return 1;
	return draw * weight < 1 ? weight : null;
}

export const isError = (status: number): boolean => status >= 400;

export type HourCounts = { start: number; requests: number; errors: number };

/** Errors among requests, from 0 to 1. */
export const errorRate = ({ requests, errors }: Omit<HourCounts, "start">): number =>
	requests === 0 ? 0 : errors / requests;

const SPIKE = 3;

/** Hours whose error rate is more than three times the mean of them all. */
export function spikesOf<H extends HourCounts>(hours: readonly H[]): H[] {
	const sum = (of: (hour: H) => number) => hours.reduce((total, hour) => total + of(hour), 0);
	const mean = errorRate({ requests: sum((hour) => hour.requests), errors: sum((hour) => hour.errors) });
	return hours.filter((hour) => errorRate(hour) > SPIKE * mean);
}

/** How many requests took so long, by milliseconds; in any order. */
export type Durations = readonly { duration: number; requests: number }[];

/** The duration that this share of the requests did not pass (nearest rank); null where there were none. */
export function percentile(durations: Durations, share: number): number | null {
	const sorted = durations.toSorted((a, b) => a.duration - b.duration);
	let left = share * sorted.reduce((total, { requests }) => total + requests, 0);
	for (const { duration, requests } of sorted) {
		left -= requests;
		if (left <= 0) return duration;
	}
	return null;
}
