import { and, eq, lte, sql } from "drizzle-orm";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import { among } from "#worker/kernel/many";
import { next } from "#worker/kernel/state-machine";
import { together } from "#worker/kernel/together";
import { type Place, type Walked, walk } from "#worker/kernel/walk";
import { plans } from "#worker/modules/catalog/tables";
import { planChanges } from "../plan-changes/tables";
import {
	type Change,
	changeStatements,
	changeSubscription,
	currentSubscription,
	type SubscriptionRow,
} from "./current-subscription";
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

async function endPause(ctx: TenantContext, row: SubscriptionRow): Promise<void> {
	const plan = await ctx.db.findShared(plans, eq(plans.id, row.planId));
	await changeSubscription(ctx, row, endOfPause(ctx, row, plan));
}

/** The period goes on with what was left of it; a change that waits for its end waits as much longer. */
function endOfPause(ctx: TenantContext, row: SubscriptionRow, plan: typeof plans.$inferSelect | undefined): Change {
	const { periodStart, periodEnd, pausedAt } = row;
	const status = next(SUBSCRIPTION_MACHINE, row.status, "resume");
	if (!plan || periodStart === null || periodEnd === null || pausedAt === null)
		throw new RangeError(`${row.id} is paused without a period or plan`);
	const period = periodAfterPause({ periodStart, periodEnd, pausedAt }, ctx.now);
	const scheduled = and(eq(planChanges.subscriptionId, row.id), eq(planChanges.status, "quoted"));
	return {
		action: "subscription.resume",
		changes: { status, ...period, pausedAt: null, resumesAt: null },
		also: [
			...grantLimits(ctx, { code: plan.code, limits: plan.limits }),
			ctx.db.update(planChanges, scheduled, { effectiveAt: sql`${period.periodEnd}`, updatedAt: ctx.now }),
		],
	};
}

/** Each takes seven statements; D1 allows a thousand an invocation, which other tasks share. */
const A_RUN = 50;
const A_BATCH = 25;

/** Ends pauses whose time is over, a few in one batch. @returns how many went on, and where the next run does */
export async function resumeDuePauses(ctx: SystemContext, from: Place | null = null): Promise<Walked> {
	const { resumesAt, id, status } = subscriptions;
	let resumed = 0;
	const { rest } = await walk<SubscriptionRow>({
		...{ by: { at: resumesAt, id }, page: A_RUN, most: A_RUN, from },
		read: ({ after, ...page }) =>
			ctx.db.list(subscriptions, { where: and(eq(status, "paused"), lte(resumesAt, ctx.now), after), ...page }),
		placeOf: (row) => ({ at: row.resumesAt ?? 0, id: row.id }),
		handle: async (rows) => {
			const planIds = [...new Set(rows.map(({ planId }) => planId))];
			const served = new Map((await ctx.db.list(plans, { where: among(plans.id, planIds) })).map((p) => [p.id, p]));
			const all = (some: SubscriptionRow[]) =>
				some.flatMap((row) => {
					const inside = inTenant(ctx, ctx.db, row.tenantId);
					return changeStatements(inside, row, endOfPause(inside, row, served.get(row.planId)));
				});
			const one = (row: SubscriptionRow) => endDuePause(inTenant(ctx, ctx.db, row.tenantId), row);
			resumed += await together(ctx.db, rows, { size: A_BATCH, all, one });
		},
	});
	return { handled: resumed, rest };
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
