import { and, desc, eq, gt, isNotNull, isNull, type SQL } from "drizzle-orm";
import type { Env } from "./env";
import type { SystemContext } from "./kernel/context";
import { forgetExpiredKeys } from "./kernel/idempotency";
import { newId } from "./kernel/ids";
import { causeOf, log } from "./kernel/log";
import { dispatch, sweepOutbox } from "./kernel/outbox";
import { cronRuns } from "./kernel/tables";
import { MINUTE } from "./kernel/time";
import type { Place, Walked } from "./kernel/walk";
import { machineContext } from "./machine-context";
import { forgetApiLogs } from "./modules/audit/api-logs/forget-api-logs";
import {
	checkBalances,
	enqueueDueDunning,
	enqueueDueRenewals,
	enqueueDueSyncs,
	enqueueDueTrials,
	enqueueUnpaidTrials,
	expireGrants,
	expireHolds,
	expirePlanChanges,
	reconcile,
	resumeDuePauses,
	verifyLedger,
} from "./modules/billing";
import { enqueueUsageBills, forgetBlocked, forgetUsage } from "./modules/metering";
import { installMeters } from "./modules/platform/install-catalogue";
import { resumeMoves } from "./modules/platform/shards/advance-move";
import { finishClosings } from "./modules/tenants";

/** `from` is where the task's last run had its fill: a task that walks a long list goes on there. */
type Task = (ctx: SystemContext, env: Env, from: () => Promise<Place | null>) => Promise<number | Walked>;

/** What cron can do, by name. Tasks only enqueue or tidy up; overlapping runs are harmless. */
const TASKS = {
	"outbox.sweep": (ctx, env) => sweepOutbox(ctx.db, env.JOBS, ctx.now, MINUTE),
	"payments.enqueue_due": (ctx) => enqueueDueSyncs(ctx),
	"subscriptions.enqueue_due": async (ctx, _env, from) => enqueueDueRenewals(ctx, await from()),
	"dunning.enqueue_due": async (ctx, _env, from) => enqueueDueDunning(ctx, await from()),
	"trials.enqueue_due": async (ctx, _env, from) => enqueueDueTrials(ctx, await from()),
	"trials.enqueue_unpaid": async (ctx, _env, from) => enqueueUnpaidTrials(ctx, await from()),
	"pauses.resume": async (ctx, _env, from) => resumeDuePauses(ctx, await from()),
	"plan_changes.expire": async (ctx, _env, from) => expirePlanChanges(ctx, await from()),
	"holds.expire": async (ctx, _env, from) => expireHolds(ctx, await from()),
	"grants.expire": async (ctx, _env, from) => expireGrants(ctx, await from()),
	"idempotency_keys.forget": (ctx) => forgetExpiredKeys(ctx.db, Date.now()),
	"api_logs.forget": (ctx) => forgetApiLogs(ctx),
	"tenants.finish_closings": (ctx) => finishClosings(ctx),
	"tenants.resume_moves": (ctx) => resumeMoves(ctx),
	"usage.forget": (ctx) => forgetUsage(ctx),
	"blocked_callers.forget": (ctx) => forgetBlocked(ctx),
	"usage.bill_due": async (ctx, _env, from) => enqueueUsageBills(ctx, await from()),
	"meters.install": (ctx) => installMeters(ctx),
	"wallets.check": (ctx) => checkBalances(ctx),
	"wallets.check_rest": async (ctx, _env, from) => {
		const place = await from();
		return place === null ? 0 : checkBalances(ctx, place);
	},
	"ledger.verify": (ctx) => verifyLedger(ctx),
	"reconciliation.run": (ctx) => reconcile(ctx),
} satisfies Record<string, Task>;
export type TaskName = keyof typeof TASKS;

/** What a task that begins once a day has left is taken up by another that runs often. */
const GOES_ON_WITH: Partial<Record<TaskName, TaskName>> = { "wallets.check_rest": "wallets.check" };

const DAILY = [
	"tenants.finish_closings",
	"blocked_callers.forget",
	"wallets.check",
	"ledger.verify",
	"reconciliation.run",
] as const satisfies TaskName[];

const SCHEDULE: Record<string, readonly TaskName[]> = {
	"* * * * *": ["outbox.sweep"],
	"*/5 * * * *": [
		"payments.enqueue_due",
		"subscriptions.enqueue_due",
		"dunning.enqueue_due",
		"tenants.resume_moves",
		"usage.forget",
		"usage.bill_due",
		"pauses.resume",
		"plan_changes.expire",
		"wallets.check_rest",
	],
	"17 * * * *": [
		"trials.enqueue_due",
		"trials.enqueue_unpaid",
		"holds.expire",
		"grants.expire",
		"idempotency_keys.forget",
		"api_logs.forget",
		"meters.install",
	],
	"5 17 * * *": DAILY,
};

/** Runs the tasks of one schedule, each for itself: one that fails holds up no other. */
export async function runCron(cron: string, env: Env, now: number): Promise<void> {
	for (const task of SCHEDULE[cron] ?? [])
		await runTask(task, env, now, (ctx) => dispatch(ctx.db, env.JOBS, ctx.emitted));
}

/** Runs one task, then `after`; the run is recorded with what it handled or why it failed. */
export async function runTask(name: TaskName, env: Env, now: number, after?: (ctx: SystemContext) => Promise<unknown>) {
	const ctx = machineContext(env, { kind: "system", id: "cron", name }, now);
	const id = newId("cronRun");
	const started = Date.now();
	await ctx.db.batch([ctx.db.insert(cronRuns, { id, task: name, startedAt: now })]);
	const outcome = await attempt(async () => {
		const done = await (TASKS[name] as Task)(ctx, env, () => restOf(ctx, name));
		await after?.(ctx);
		return typeof done === "number" ? { handled: done, rest: null } : done;
	});
	const finishedAt = now + Date.now() - started;
	await ctx.db.batch([ctx.db.update(cronRuns, eq(cronRuns.id, id), { ...outcome, finishedAt })]);
	log.info("cron", { task: name, handled: outcome.handled, failed: outcome.error !== null });
	return outcome;
}

async function attempt(run: () => Promise<Walked>) {
	try {
		return { ...(await run()), error: null };
	} catch (error) {
		return { handled: 0, rest: null, error: causeOf(error).slice(0, 1000) };
	}
}

/** Where the last run of a task had its fill; null where it came to the end, or failed: then the next one starts anew. */
async function restOf(ctx: SystemContext, task: TaskName): Promise<Place | null> {
	const begun = GOES_ON_WITH[task];
	if (!begun) return (await lastRun(ctx, task))?.rest ?? null;
	// A run with nothing to go on with says nothing; one that failed is taken up where the one before it stopped.
	const [begin, rest] = await Promise.all([
		lastRun(ctx, begun, isNull(cronRuns.error)),
		lastRun(ctx, task, and(isNull(cronRuns.error), gt(cronRuns.handled, 0))),
	]);
	const last = begin && rest && rest.startedAt > begin.startedAt ? rest : begin;
	return last?.rest ?? null;
}

async function lastRun({ db }: SystemContext, task: TaskName, how?: SQL) {
	const finished = and(eq(cronRuns.task, task), isNotNull(cronRuns.finishedAt), how);
	const orderBy = [desc(cronRuns.startedAt), desc(cronRuns.id)];
	const [last] = await db.list(cronRuns, { where: finished, orderBy, limit: 1 });
	return last;
}

export const isTask = (name: string): name is TaskName => name in TASKS;
