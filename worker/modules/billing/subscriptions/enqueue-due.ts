import { and, eq, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import { emitMany } from "#worker/kernel/outbox";
import { DAY } from "#worker/kernel/time";
import { type Place, type Walked, walk } from "#worker/kernel/walk";
import { readBillingSettings } from "../settings/manage-settings";
import { TRIAL_WAITS } from "./rules";
import { subscriptions } from "./tables";

/** A page is one read and one insert; a run ends after so many rows, and the next one goes on from there. */
const PAGE = 1000;
const A_RUN = 10_000;

type DueColumn = (typeof subscriptions)["nextBillingAt" | "nextDunningAt" | "trialEndsAt"];
type Due = {
	at: DueColumn;
	until: number;
	where: SQL | undefined;
	job: "subscription.renewal_due" | "subscription.dunning_due" | "subscription.trial_due";
};

const nothingBought = sql`NOT EXISTS (SELECT 1 FROM plan_changes c WHERE c.subscription_id = subscriptions.id
	AND c.status IN ('quoted', 'awaiting_payment', 'awaiting_review'))`;

/** Active subscriptions whose period is over. */
export function enqueueDueRenewals(ctx: SystemContext, from: Place | null = null): Promise<Walked> {
	const where = eq(subscriptions.status, "active");
	const due = { at: subscriptions.nextBillingAt, until: ctx.now, where, job: "subscription.renewal_due" } as const;
	return enqueueDue(ctx, due, from);
}

/** Unpaid ones whose next step of dunning has come. */
export function enqueueDueDunning(ctx: SystemContext, from: Place | null = null): Promise<Walked> {
	const where = isNotNull(subscriptions.nextDunningAt);
	const due = { at: subscriptions.nextDunningAt, until: ctx.now, where, job: "subscription.dunning_due" } as const;
	return enqueueDue(ctx, due, from);
}

/** Trials that end soon and were not reminded, and those that are over. */
export async function enqueueDueTrials(ctx: SystemContext, from: Place | null = null): Promise<Walked> {
	const { trialReminderDays } = await readBillingSettings(ctx.db);
	const at = subscriptions.trialEndsAt;
	const toTell = or(isNull(subscriptions.trialRemindedAt), lte(at, ctx.now));
	const where = and(eq(subscriptions.status, "trialing"), toTell);
	return enqueueDue(ctx, { at, until: ctx.now + trialReminderDays * DAY, where, job: "subscription.trial_due" }, from);
}

/** Trials that are over and whose purchase was not paid in time. */
export function enqueueUnpaidTrials(ctx: SystemContext, from: Place | null = null): Promise<Walked> {
	const at = subscriptions.trialEndsAt;
	const where = and(eq(subscriptions.status, "pending"), nothingBought);
	return enqueueDue(ctx, { at, until: ctx.now - TRIAL_WAITS, where, job: "subscription.trial_due" }, from);
}

/**
 * Puts what is due on the queue in pages by (due time, id). Overlapping runs enqueue twice, which changes nothing:
 * what the jobs do is done once.
 */
function enqueueDue(ctx: SystemContext, { at, until, where, job }: Due, from: Place | null): Promise<Walked> {
	const { id, tenantId } = subscriptions;
	return walk({
		...{ by: { at, id }, page: PAGE, most: A_RUN, from },
		read: ({ after, ...page }) =>
			ctx.db.select({ id, tenantId, at }, subscriptions, { where: and(lte(at, until), where, after), ...page }),
		placeOf: (row) => ({ at: row.at ?? 0, id: row.id }),
		handle: (rows) =>
			ctx.db.batch([
				emitMany(
					ctx,
					rows.map((row) => ({ for: row.tenantId, type: job, subscriptionId: row.id })),
				),
			]),
	});
}
