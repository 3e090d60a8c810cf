import { and, eq, isNull } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { type Id, newId } from "#worker/kernel/ids";
import type { Currency } from "#worker/kernel/money";
import { next } from "#worker/kernel/state-machine";
import { DAY, dayOfMonth } from "#worker/kernel/time";
import type { Interval } from "#worker/modules/catalog/rules";
import type { Limits } from "#worker/modules/catalog/schemas";
import { tenants } from "#worker/modules/tenants/tables";
import { redeemCoupons } from "../coupons/redeem";
import { pendingItems } from "../invoices/tables";
import { grantLimits } from "../subscriptions/fall-back";
import { periodBought, SUBSCRIPTION_MACHINE, type SubscriptionStatus } from "../subscriptions/rules";
import { subscriptions } from "../subscriptions/tables";
import { advancePlanChange } from "./advance";
import type { CarriedItem } from "./quote-change";
import type { PlanChangeTiming } from "./rules";

export type AppliedChange = {
	id: Id<"planChange">;
	timing: PlanChangeTiming;
	bonusDays: number;
	plan: { id: Id<"plan">; code: string; limits: Limits };
	interval: Interval;
	currency: Currency;
	carried: readonly CarriedItem[];
	subscription: {
		id: Id<"subscription">;
		status: SubscriptionStatus;
		periodEnd: number | null;
		anchorDay: number | null;
	};
};

type Period = { periodStart: number; periodEnd: number; anchorDay: number };

/**
 * Applies a change for which nothing is to be paid, without a payment: what settlement does with a paid one. Guarded
 * by what was read of the subscription. A change at the end of the period begins where that period ended.
 */
export function applyChange(ctx: TenantContext, change: AppliedChange): Statement[] {
	const { db, now } = ctx;
	const { subscription, plan } = change;
	const { status, period } = serviceOf(change, now);
	const end = subscription.periodEnd;
	const asRead = and(
		eq(subscriptions.id, subscription.id),
		eq(subscriptions.status, subscription.status),
		end === null ? isNull(subscriptions.periodEnd) : eq(subscriptions.periodEnd, end),
	);
	const bought = { planId: plan.id, planCode: plan.code, interval: change.interval, currency: change.currency };
	const begun = period && { ...period, nextBillingAt: period.periodEnd };
	return [
		...advancePlanChange(ctx, change.id, "apply"),
		...redeemCoupons(ctx, change.id),
		db.update(subscriptions, asRead, { ...bought, ...begun, status, updatedAt: now }),
		db.guard("subscription_state"),
		...grantLimits(ctx, plan),
		...carry(ctx, change),
		db.update(tenants, eq(tenants.status, "pending"), { status: "active", updatedAt: now }),
	];
}

function serviceOf(
	{ subscription, timing, interval, bonusDays }: AppliedChange,
	now: number,
): { status: SubscriptionStatus; period: Period | null } {
	const from = subscription.status;
	if (timing === "same_period" && subscription.periodEnd !== null) return { status: from, period: null };
	const status = next(SUBSCRIPTION_MACHINE, from, "pay");
	const begins = timing === "new_period" ? "pending" : from;
	const bought = periodBought({ ...subscription, status: begins, interval }, now);
	const periodEnd = bought.end + bonusDays * DAY;
	const anchorDay = bonusDays > 0 ? dayOfMonth(periodEnd) : bought.anchorDay;
	return { status, period: { periodStart: bought.start, periodEnd, anchorDay } };
}

/** What goes to the next invoice, one after the other in the order of the quote. */
function carry(ctx: TenantContext, { carried, subscription, currency }: AppliedChange): Statement[] {
	return carried.map(({ description, amount }) =>
		ctx.db.insert(pendingItems, {
			id: newId("pendingItem"),
			subscriptionId: subscription.id,
			description,
			amount,
			currency,
			createdAt: ctx.now,
		}),
	);
}
