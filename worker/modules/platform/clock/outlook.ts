import { type SQL, sql } from "drizzle-orm";
import type { TaskName } from "#worker/cron";
import type { SystemDb } from "#worker/kernel/system-db";
import { simulatedClock } from "#worker/kernel/tables";
import { DAY } from "#worker/kernel/time";
import { UNPAID_AFTER } from "#worker/modules/billing/plan-changes/expire-plan-changes";
import { TRIAL_WAITS } from "#worker/modules/billing/subscriptions/rules";

type Work = { due: SQL; from: SQL };

/** Where each task finds its work: when it falls due, and of what. Each is the head of an index. */
const workOf = (trialReminderDays: number): Partial<Record<TaskName, Work[]>> => ({
	"payments.enqueue_due": [{ due: sql`next_sync_at`, from: sql`payments WHERE next_sync_at IS NOT NULL` }],
	"subscriptions.enqueue_due": [{ due: sql`next_billing_at`, from: sql`subscriptions WHERE status = 'active'` }],
	"dunning.enqueue_due": [{ due: sql`next_dunning_at`, from: sql`subscriptions WHERE next_dunning_at IS NOT NULL` }],
	"trials.enqueue_due": [
		{
			due: sql`trial_ends_at - ${trialReminderDays * DAY}`,
			from: sql`subscriptions WHERE status = 'trialing' AND trial_reminded_at IS NULL AND cancel_at IS NULL`,
		},
		{ due: sql`trial_ends_at`, from: sql`subscriptions WHERE status = 'trialing'` },
	],
	"trials.enqueue_unpaid": [
		{
			due: sql`trial_ends_at + ${TRIAL_WAITS}`,
			from: sql`subscriptions WHERE status = 'pending' AND NOT EXISTS (SELECT 1 FROM plan_changes c
				WHERE c.subscription_id = subscriptions.id AND c.status IN ('quoted', 'awaiting_payment', 'awaiting_review'))`,
		},
	],
	"pauses.resume": [{ due: sql`resumes_at`, from: sql`subscriptions WHERE status = 'paused'` }],
	"plan_changes.expire": [
		{ due: sql`created_at + ${UNPAID_AFTER}`, from: sql`plan_changes WHERE status = 'awaiting_payment'` },
	],
	"tenants.finish_closings": [{ due: sql`closes_at`, from: sql`tenants WHERE status = 'closing'` }],
	"usage.bill_due": [{ due: sql`next_check_at`, from: sql`usage_periods WHERE next_check_at IS NOT NULL` }],
	"holds.expire": [{ due: sql`expires_at`, from: sql`wallet_holds WHERE status = 'held'` }],
	"grants.expire": [{ due: sql`expires_at`, from: sql`credit_grants WHERE remaining > 0` }],
});

export type Outlook = {
	/** Tasks with something to do by `at`. */
	due: TaskName[];
	/** When the first thing after `at` falls due; null when nothing does. */
	next: number | null;
};

/** What is due and what comes next, in one read. */
export async function readOutlook(db: SystemDb, at: number, trialReminderDays: number): Promise<Outlook> {
	const fields = Object.fromEntries(
		Object.entries(workOf(trialReminderDays)).flatMap(([task, sources]) =>
			sources.flatMap(({ due, from }, i) => [
				[`${task}/${i}/due`, sql<number>`EXISTS (SELECT 1 FROM ${from} AND ${due} <= ${at})`],
				[`${task}/${i}/next`, sql<number | null>`(SELECT min(${due}) FROM ${from} AND ${due} > ${at})`],
			]),
		),
	);
	const [row] = await db.select(fields, simulatedClock, { limit: 1 });
	const found = Object.entries(row ?? {}) as [string, number | null][];
	const due = found.filter(([name, value]) => name.endsWith("/due") && value === 1);
	const next = found.flatMap(([name, value]) => (name.endsWith("/next") && value !== null ? [value] : []));
	return {
		due: [...new Set(due.map(([name]) => name.split("/")[0] as TaskName))],
		next: next.length > 0 ? Math.min(...next) : null,
	};
}
