import { and, eq, inArray, isNull } from "drizzle-orm";
import { entitlementsChanged } from "#modules/catalog";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { next } from "#worker/kernel/state-machine";
import { tenants } from "#worker/modules/tenants/tables";
import { releaseCoupons } from "../coupons/redeem";
import { invoices } from "../invoices/tables";
import { OPEN_PLAN_CHANGES } from "../plan-changes/rules";
import { planChanges } from "../plan-changes/tables";
import { type FreePlan, fallBackToFree } from "../subscriptions/fall-back";
import { SUBSCRIPTION_MACHINE } from "../subscriptions/rules";
import { subscriptions } from "../subscriptions/tables";
import type { Arrears } from "./load-arrears";

/**
 * Unpaid at the end of the grace: its people can read and pay, nothing else, until a payment lifts it. The reason is
 * what a person wrote; `null` where the schedule did it, so that each reader is told in their own language.
 */
export function suspendUnpaid(ctx: TenantContext, arrears: Arrears, reason: string | null, more: object): Statement[] {
	const { db, now } = ctx;
	const status = next(SUBSCRIPTION_MACHINE, arrears.status, "suspend");
	const suspended = { status: "suspended" as const, suspendedFor: "unpaid" as const, statusReason: reason };
	const resource = { kind: "subscription", id: arrears.id };
	return [
		...moved(ctx, arrears, { status, suspendedAt: now, ...more }),
		// Closing or suspended for another reason: that stays as it is.
		db.update(tenants, eq(tenants.status, "active"), { ...suspended, updatedAt: now }),
		...entitlementsChanged(ctx),
		audit(ctx, {
			action: "subscription.suspend",
			resource,
			before: { status: arrears.status },
			after: { status, ...(reason && { reason }), invoice: arrears.number },
		}),
	];
}

/**
 * Unpaid for too long: the subscription is canceled and its invoice given up; the tenant goes on with what is free,
 * and is active again where it was suspended for this.
 */
export function cancelUnpaid(ctx: TenantContext, arrears: Arrears, free: FreePlan | null): Statement[] {
	const { db, now } = ctx;
	const status = next(SUBSCRIPTION_MACHINE, arrears.status, "cancel");
	const ended = { status, canceledAt: now, cancelReason: "unpaid", nextDunningAt: null, nextBillingAt: null };
	const unpaidTenant = and(eq(tenants.status, "suspended"), eq(tenants.suspendedFor, "unpaid"));
	const resource = { kind: "subscription", id: arrears.id };
	return [
		...moved(ctx, arrears, ended),
		db.update(invoices, and(eq(invoices.id, arrears.invoiceId), eq(invoices.status, "open")), {
			status: "uncollectible",
			uncollectibleAt: now,
			updatedAt: now,
		}),
		...giveUpChange(ctx, arrears),
		...fallBackToFree(ctx, free),
		db.update(tenants, unpaidTenant, {
			...{ status: "active" as const, statusReason: null, suspendedFor: null },
			updatedAt: now,
		}),
		audit(ctx, {
			action: "subscription.cancel",
			resource,
			before: { status: arrears.status },
			after: { status, reason: "unpaid", invoice: arrears.number, fallsBackTo: free?.code ?? null },
		}),
	];
}

/** The change that the unpaid renewal was for lapses with it. */
function giveUpChange(ctx: TenantContext, { planChangeId }: Arrears): Statement[] {
	if (!planChangeId) return [];
	const open = and(eq(planChanges.id, planChangeId), inArray(planChanges.status, OPEN_PLAN_CHANGES));
	return [
		ctx.db.update(planChanges, open, { status: "expired", updatedAt: ctx.now }),
		...releaseCoupons(ctx, planChangeId),
	];
}

/** Changes the subscription from what was read, or undoes the batch. */
export function moved(
	{ db, now }: TenantContext,
	{ id, status, dunningStep, nextDunningAt }: Arrears,
	changes: Partial<typeof subscriptions.$inferInsert>,
): Statement[] {
	const asRead = and(
		eq(subscriptions.id, id),
		eq(subscriptions.status, status),
		eq(subscriptions.dunningStep, dunningStep),
		nextDunningAt === null ? isNull(subscriptions.nextDunningAt) : eq(subscriptions.nextDunningAt, nextDunningAt),
	);
	return [db.update(subscriptions, asRead, { ...changes, updatedAt: now }), db.guard("subscription_state")];
}
