import { eq } from "drizzle-orm";
import type { Env } from "./env";
import type { SystemContext } from "./kernel/context";
import { forgetExpiredKeys } from "./kernel/idempotency";
import { newId } from "./kernel/ids";
import { causeOf, log } from "./kernel/log";
import { dispatch, sweepOutbox } from "./kernel/outbox";
import { cronRuns } from "./kernel/tables";
import { MINUTE } from "./kernel/time";
import { machineContext } from "./machine-context";
import { enqueueDueRenewals, verifyLedger } from "./modules/billing";
import { finishClosings } from "./modules/tenants";

type Task = { name: string; run: (ctx: SystemContext, env: Env) => Promise<number> };

/** Schedule -> what runs. Cron only enqueues or tidies up; overlapping runs are harmless. */
const SCHEDULE: Record<string, Task[]> = {
	"* * * * *": [{ name: "outbox.sweep", run: (ctx, env) => sweepOutbox(ctx.db, env.JOBS, ctx.now, MINUTE) }],
	"17 * * * *": [
		{ name: "subscriptions.enqueue_due", run: (ctx) => enqueueDueRenewals(ctx) },
		{ name: "idempotency_keys.forget", run: (ctx) => forgetExpiredKeys(ctx.db, ctx.now) },
	],
	"5 17 * * *": [
		{ name: "tenants.finish_closings", run: (ctx) => finishClosings(ctx) },
		{ name: "ledger.verify", run: (ctx) => verifyLedger(ctx) },
	],
};

/** Runs the tasks of one schedule; each run is recorded with what it handled or why it failed. */
export async function runCron(cron: string, env: Env, now: number): Promise<void> {
	for (const task of SCHEDULE[cron] ?? []) {
		const ctx = machineContext(env, { kind: "system", id: "cron", name: task.name }, now);
		const id = newId("cronRun");
		await ctx.db.batch([ctx.db.insert(cronRuns, { id, task: task.name, startedAt: now })]);
		const outcome = await attempt(task, ctx, env);
		await ctx.db.batch([ctx.db.update(cronRuns, eq(cronRuns.id, id), { ...outcome, finishedAt: Date.now() })]);
		log.info("cron", { task: task.name, handled: outcome.handled, failed: outcome.error !== null });
	}
}

async function attempt(task: Task, ctx: SystemContext, env: Env) {
	try {
		const handled = await task.run(ctx, env);
		await dispatch(ctx.db, env.JOBS, ctx.emitted);
		return { handled, error: null };
	} catch (error) {
		return { handled: 0, error: causeOf(error).slice(0, 1000) };
	}
}
