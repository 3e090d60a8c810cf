import { type SQL, sql } from "drizzle-orm";
import type { TaskName } from "#worker/cron";
import type { SystemDb } from "#worker/kernel/system-db";
import { simulatedClock } from "#worker/kernel/tables";

/** Where each task finds its work: the time it falls due, and the condition; each is the first of an index. */
const WORK: Partial<Record<TaskName, { due: SQL; from: SQL }[]>> = {
	"subscriptions.enqueue_due": [{ due: sql`next_billing_at`, from: sql`subscriptions WHERE status = 'active'` }],
	"tenants.finish_closings": [{ due: sql`closes_at`, from: sql`tenants WHERE status = 'closing'` }],
};

export type Outlook = {
	/** Tasks with something to do by `at`. */
	due: TaskName[];
	/** When the first thing after `at` falls due; null when nothing does. */
	next: number | null;
};

/** What is due and what comes next, in one read. */
export async function readOutlook(db: SystemDb, at: number): Promise<Outlook> {
	const fields = Object.fromEntries(
		Object.entries(WORK).flatMap(([task, sources]) =>
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
