import type { Machine } from "#worker/kernel/state-machine";
import { addMonths, DAY, dayOfMonth, type Period } from "#worker/kernel/time";
import { type Interval, monthsOf } from "#worker/modules/catalog/rules";

export const SUBSCRIPTION_STATUSES = [
	"trialing",
	"pending",
	"active",
	"past_due",
	"paused",
	"suspended",
	"canceled",
	"expired",
] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];
export type SubscriptionEvent = "pay" | "miss" | "wait" | "pause" | "resume" | "suspend" | "cancel" | "expire";

/** `pay` starts, extends and revives; `miss` is a period that ended unpaid; `wait` a trial that ended with its purchase unpaid. */
export const SUBSCRIPTION_MACHINE: Machine<SubscriptionStatus, SubscriptionEvent> = {
	trialing: { pay: "active", wait: "pending", cancel: "canceled", expire: "expired" },
	pending: { pay: "active", cancel: "canceled", expire: "expired" },
	active: { pay: "active", miss: "past_due", pause: "paused", cancel: "canceled" },
	past_due: { pay: "active", suspend: "suspended", cancel: "canceled" },
	paused: { resume: "active", cancel: "canceled" },
	suspended: { pay: "active", cancel: "canceled" },
	canceled: {},
	expired: {},
};

/** How long a purchase may stay unpaid after its trial has ended, before the trial counts as expired. */
export const TRIAL_WAITS = 7 * DAY;

export const trialEnd = (startedAt: number, trialDays: number): number => startedAt + trialDays * DAY;

/** The period that begins at `start`, on the calendar of the day the series was anchored to. */
export function periodFrom(start: number, interval: Interval, anchorDay = dayOfMonth(start)): Period {
	return { start, end: addMonths(start, monthsOf(interval), anchorDay) };
}

type Paid = { status: SubscriptionStatus; interval: Interval; periodEnd: number | null; anchorDay: number | null };

/**
 * The period a payment buys: the next one in line while the subscription runs, otherwise one from now
 * (a first purchase, a trial turned paid, or a revival after suspension).
 */
export function periodBought(subscription: Paid, paidAt: number): Period & { anchorDay: number } {
	const { status, interval, periodEnd, anchorDay } = subscription;
	const goesOn = (status === "active" || status === "past_due") && periodEnd !== null;
	const start = goesOn ? periodEnd : paidAt;
	const day = goesOn && anchorDay !== null ? anchorDay : dayOfMonth(start);
	return { ...periodFrom(start, interval, day), anchorDay: day };
}

/** Nothing is paid yet: a trial, a free plan, or a first purchase that still waits. Paid plans are changed, not bought. */
export function mayPurchase({ status, periodEnd }: Pick<Paid, "status" | "periodEnd">): boolean {
	return status === "trialing" || status === "pending" || (status === "active" && periodEnd === null);
}
