/** How long a lease lasts, in milliseconds: what an isolate does not use of it is missing elsewhere for so long. */
export const SHORT_LEASE_MS = 5000;
/** Where much more is left than a lease takes, nobody misses it. */
export const LONGEST_LEASE_MS = 60_000;
/** No isolate gets more at once, however fast it is called. */
export const LARGEST_LEASE = 1000;
/** A lease is at most this part of what is left, so that one that is lost costs little and the last call is the limit-th. */
const SHARE = 8;
/** One that is at most this part of what is left is long: it may outlast a rate window, and is carried to the next. */
const LONG_SHARE = 64;

/** So many calls within so many milliseconds, counted from the first call on. */
export type RateWindow = { name: string; limit: number; length: number; start: number; debited: number };
/** What a period allows; null is without limit, and beyond a soft limit calls go on. Ends by the clock of business. */
export type QuotaCount = { meter: string; limit: number | null; hard: boolean; debited: number; end: number };

export type Refusal =
	| { why: "rate"; policies: string[]; limits: LimitState[]; retryAfter: number }
	| { why: "quota"; meter: string; limit: number; resetsAt: number; limits: LimitState[] };
/** What the RateLimit headers say of one policy: `left` of `limit`, until it starts anew in `resetsIn` milliseconds. */
export type LimitState = { name: string; limit: number; length: number; left: number; resetsIn: number };
export type Granted = { calls: number; lasts: number; windows: RateWindow[] };

type Ask = {
	want: number;
	/** As they are `now`: see `current`. */
	windows: readonly RateWindow[];
	quota: QuotaCount | null;
	now: number;
	businessNow: number;
};

/**
 * A window whose time is over starts anew with the call that finds it so. Leases that go on have their calls in it:
 * `carried` says how many.
 */
export const current = (window: RateWindow, now: number, carried = () => 0): RateWindow =>
	now - window.start >= window.length || now < window.start ? { ...window, start: now, debited: carried() } : window;

/**
 * Grants calls, at least the one that asks, or refuses it: first by rate, then by quota. What is granted is debited
 * from every window and from the quota at once, used or not, so that no limit is ever passed.
 */
export function grant({ want, windows, quota, now, businessNow }: Ask): Granted | Refusal {
	const full = windows.filter(({ limit, debited }) => debited >= limit);
	const limits = windows.map((window) => stateOf(window, now));
	if (full.length > 0) {
		const retryAfter = Math.max(...full.map(({ start, length }) => start + length - now));
		return { why: "rate", policies: full.map(({ name }) => name), limits, retryAfter };
	}
	const left = quota?.hard && quota.limit !== null ? quota.limit - quota.debited : Number.POSITIVE_INFINITY;
	if (quota && left <= 0)
		return { why: "quota", meter: quota.meter, limit: quota.limit ?? 0, resetsAt: quota.end, limits };
	const free = Math.min(left, ...windows.map((window) => window.limit - window.debited));
	const calls = Math.min(LARGEST_LEASE, Math.max(1, Math.min(want, Math.floor(free / SHARE))));
	const isLong = calls * LONG_SHARE <= free;
	const windowsEnd = Math.min(...windows.map(({ start, length }) => start + length - now));
	return {
		calls,
		lasts: Math.min(
			isLong ? LONGEST_LEASE_MS : Math.min(SHORT_LEASE_MS, windowsEnd),
			quota ? Math.max(0, quota.end - businessNow) : LONGEST_LEASE_MS,
		),
		windows: windows.map((window) => ({ ...window, debited: window.debited + calls })),
	};
}

export const isRefusal = (answer: Granted | Refusal): answer is Refusal => "why" in answer;

export const stateOf = ({ name, limit, length, start, debited }: RateWindow, now: number): LimitState => ({
	...{ name, limit, length },
	left: Math.max(0, limit - debited),
	resetsIn: Math.max(0, start + length - now),
});

/** How fast an isolate is called: calls since `since`, and calls a millisecond as measured before that. */
export type Pace = { since: number; calls: number; rate: number };
/** A pace is measured over no less. */
const MEASURED_MS = 100;
/** A lease is for the calls of so long, at the pace they come. */
const HORIZON_MS = 1000;
/** Who calls seldom leases for longer, up to so many calls: asking costs as much as ten calls. */
const SELDOM = 256;

export const measured = (pace: Pace, now: number): Pace =>
	now - pace.since < MEASURED_MS ? pace : { since: now, calls: 0, rate: pace.calls / (now - pace.since) };

/** How many calls to ask for: those of a second at the present pace; in a burst that is not measured yet, as many again. */
export function wantOf({ calls, rate }: Pace): number {
	const seldom = Math.min(SELDOM, Math.ceil(rate * LONGEST_LEASE_MS));
	return Math.min(LARGEST_LEASE, Math.max(1, calls, seldom, Math.ceil(rate * HORIZON_MS)));
}
