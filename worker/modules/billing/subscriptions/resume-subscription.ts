import { and, asc, eq, lte, sql } from "drizzle-orm";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import { next } from "#worker/kernel/state-machine";
import { plans } from "#worker/modules/catalog/tables";
import { planChanges } from "../plan-changes/tables";
import { changeSubscription, currentSubscription, type SubscriptionRow } from "./current-subscription";
import { grantLimits } from "./fall-back";
import { periodAfterPause } from "./pause-rules";
import { readSubscription } from "./read-subscription";
import { SUBSCRIPTION_MACHINE } from "./rules";
import { subscriptions } from "./tables";

/** Takes back a cancellation that is still to come, or ends a pause. */
export async function resumeSubscription(ctx: TenantContext) {
	const row = await currentSubscription(ctx);
	if (row.status === "paused") await endPause(ctx, row);
	else if (row.cancelAt !== null && row.cancelAt > ctx.now) await takeBack(ctx, row);
	else throw new AppError("conflict", `The subscription is ${row.status}: there is nothing to resume.`);
	return readSubscription(ctx);
}

const takeBack = (ctx: TenantContext, row: SubscriptionRow) =>
	changeSubscription(ctx, row, { action: "subscription.resume", changes: { cancelAt: null, cancelReason: null } });

/** The period goes on with what was left of it; a change that waits for its end waits as much longer. */
async function endPause(ctx: TenantContext, row: SubscriptionRow): Promise<void> {
	const { periodStart, periodEnd, pausedAt } = row;
	const status = next(SUBSCRIPTION_MACHINE, row.status, "resume");
	const plan = await ctx.db.findShared(plans, eq(plans.id, row.planId));
	if (!plan || periodStart === null || periodEnd === null || pausedAt === null)
		throw new RangeError(`${row.id} is paused without a period or plan`);
	const period = periodAfterPause({ periodStart, periodEnd, pausedAt }, ctx.now);
	const scheduled = and(eq(planChanges.subscriptionId, row.id), eq(planChanges.status, "quoted"));
	await changeSubscription(ctx, row, {
		action: "subscription.resume",
		changes: { status, ...period, pausedAt: null, resumesAt: null },
		also: [
			...grantLimits(ctx, { code: plan.code, limits: plan.limits }),
			ctx.db.update(planChanges, scheduled, { effectiveAt: sql`${period.periodEnd}`, updatedAt: ctx.now }),
		],
	});
}

/** Ends pauses whose time is over, a page of 100 at a time. @returns how many went on */
export async function resumeDuePauses(ctx: SystemContext): Promise<number> {
	const rows = await ctx.db.list(subscriptions, {
		where: and(eq(subscriptions.status, "paused"), lte(subscriptions.resumesAt, ctx.now)),
		orderBy: [asc(subscriptions.resumesAt), asc(subscriptions.id)],
		limit: 100,
	});
	let resumed = 0;
	for (const row of rows) resumed += (await endDuePause(inTenant(ctx, ctx.db, row.tenantId), row)) ? 1 : 0;
	return resumed;
}

async function endDuePause(ctx: TenantContext, row: SubscriptionRow): Promise<boolean> {
	try {
		await endPause(ctx, row);
		return true;
	} catch (error) {
		if (error instanceof AppError && error.code === "conflict") return false;
		throw error;
	}
}
