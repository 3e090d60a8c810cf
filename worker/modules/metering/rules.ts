import { periodFrom, type SubscriptionStatus } from "#worker/modules/billing/subscriptions/rules";
import type { Interval } from "#worker/modules/catalog/rules";
import type { RateLimits } from "#worker/modules/catalog/schemas";

/** How the values of one window become one number. */
export const AGGREGATIONS = ["sum", "max", "unique", "last"] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

/**
 * Where a meter's numbers come from. `admission`: counted by the tenant's object when a call is let in. `events`: sent
 * by whoever knows. `records`: what is there now, counted in the database (seats, branches, stored bytes).
 */
export const METER_SOURCES = ["admission", "events", "records"] as const;
export type MeterSource = (typeof METER_SOURCES)[number];

export const METER_STATES = ["active", "retired"] as const;

/** The parts of its quota at which a tenant is told, in per cent. */
export const ALERT_THRESHOLDS = [80, 100] as const;

/** Half-open, like every period. */
export type Period = { start: number; end: number };

type Subscribed = {
	subscription: SubscriptionStatus | null;
	start: number | null;
	end: number | null;
	interval: Interval | null;
	anchorDay: number | null;
};

/**
 * The period of a subscription while it lasts, and the one after it while its renewal is on its way or not paid yet: the
 * renewal will be of that one. Else the calendar month (UTC).
 */
export function quotaPeriod({ subscription, start, end, interval, anchorDay }: Subscribed, now: number): Period {
	if (start !== null && end !== null && start <= now && now < end) return { start, end };
	const goesOn = subscription === "active" || subscription === "past_due";
	if (goesOn && end !== null && interval !== null && end <= now) {
		const next = periodFrom(end, interval, anchorDay ?? undefined);
		if (now < next.end) return next;
	}
	const month = new Date(now);
	const at = (months: number) => Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + months, 1);
	return { start: at(0), end: at(1) };
}

/** Policies of plans that have none of their own: a short one for bursts, a long one for what lasts. */
export const USUAL_RATES: RateLimits = [
	{ name: "burst", requests: 200, windowSeconds: 10 },
	{ name: "sustained", requests: 1_000, windowSeconds: 60 },
];
