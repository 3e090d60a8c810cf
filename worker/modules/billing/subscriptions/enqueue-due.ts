import { and, asc, eq, gt, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { DAY } from "#worker/kernel/time";
import { readBillingSettings } from "../settings/manage-settings";
import { TRIAL_WAITS } from "./rules";
import { subscriptions } from "./tables";

/** What the queue takes at once; and how many of a kind one run of cron puts on it: the next run does the rest. */
const PAGE = 100;
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
export function enqueueDueRenewals(ctx: SystemContext): Promise<number> {
	const where = eq(subscriptions.status, "active");
	return enqueueDue(ctx, { at: subscriptions.nextBillingAt, until: ctx.now, where, job: "subscription.renewal_due" });
}

/** Unpaid ones whose next step of dunning has come. */
export function enqueueDueDunning(ctx: SystemContext): Promise<number> {
	const where = isNotNull(subscriptions.nextDunningAt);
	return enqueueDue(ctx, { at: subscriptions.nextDunningAt, until: ctx.now, where, job: "subscription.dunning_due" });
}

/** Trials that end soon and were not reminded, those that are over, and those whose purchase was not paid in time. */
export async function enqueueDueTrials(ctx: SystemContext): Promise<number> {
	const { trialReminderDays } = await readBillingSettings(ctx.db);
	const at = subscriptions.trialEndsAt;
	const job = "subscription.trial_due";
	const over = or(isNull(subscriptions.trialRemindedAt), lte(at, ctx.now));
	const trialing = { at, job, until: ctx.now + trialReminderDays * DAY } as const;
	const waiting = { at, job, until: ctx.now - TRIAL_WAITS } as const;
	const [soon, late] = [
		await enqueueDue(ctx, { ...trialing, where: and(eq(subscriptions.status, "trialing"), over) }),
		await enqueueDue(ctx, { ...waiting, where: and(eq(subscriptions.status, "pending"), nothingBought) }),
	];
	return soon + late;
}

/**
 * Puts what is due on the queue in pages by (due time, id), each page in one batch. Overlapping runs enqueue twice,
 * which changes nothing: what the jobs do is done once. @returns how many
 */
async function enqueueDue(ctx: SystemContext, { at, until, where, job }: Due): Promise<number> {
	let handled = 0;
	let last: { at: number; id: Id<"subscription"> } | null = null;
	while (handled < A_RUN) {
		const beyond: SQL | undefined =
			last === null ? undefined : or(gt(at, last.at), and(eq(at, last.at), gt(subscriptions.id, last.id)));
		const { id, tenantId } = subscriptions;
		const rows: { id: Id<"subscription">; tenantId: Id<"tenant">; at: number | null }[] = await ctx.db.select(
			{ id, tenantId, at },
			subscriptions,
			{ where: and(lte(at, until), where, beyond), orderBy: [asc(at), asc(id)], limit: PAGE },
		);
		await ctx.db.batch(
			rows.map((row) => emit(inTenant(ctx, ctx.db, row.tenantId), { type: job, subscriptionId: row.id })),
		);
		handled += rows.length;
		const end = rows.at(-1);
		if (!end || rows.length < PAGE) break;
		last = { at: end.at ?? 0, id: end.id };
	}
	return handled;
}
