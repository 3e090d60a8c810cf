import { handlers } from "#handlers";
import { type Job, Job as JobSchema } from "#queues/messages";
import type { Env } from "#worker/env";
import { inTenant } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { dispatch } from "#worker/kernel/outbox";
import type { Place } from "#worker/kernel/walk";
import { machineContext } from "#worker/machine-context";
import { enqueueDueRenewals } from "#worker/modules/billing/subscriptions/enqueue-due";
import { renewSubscription } from "#worker/modules/billing/subscriptions/renew-subscription";
import { installCatalogue } from "#worker/modules/platform/install-catalogue";
import { collectGarbage } from "../collect-garbage";
import { type Count, counting, nothing } from "./counting";
import { type Seed, seedStatements } from "./seed";

export type Task =
	| { task: "install" }
	| ({ task: "seed" } & Seed)
	| { task: "renew"; from: number; count: number; now: number; rows?: boolean }
	| { task: "enqueue"; now: number }
	| { task: "consume"; count: number; now: number }
	| { task: "collect" }
	| { task: "plans"; from: number; now: number }
	| { task: "size" };
export type Answer = { count: Count; handled: number; queued: number; plans?: string[]; bytes?: number };

/** What the queue would hold: messages wait here between two requests, as they would there. */
const queued: unknown[] = [];
const queue = {
	sendBatch: async (messages: { body: unknown }[]) => {
		for (const { body } of messages) queued.push(body);
	},
} as unknown as Queue<unknown>;
/** Where cron's run had its fill, as the next one finds it in `cron_runs`. */
let place: Place | null = null;
const actor = { kind: "system" as const, id: "bench", name: "bench" };

/** One step a request; the clock is the caller's, because time stands still inside a worker. */
export default {
	async fetch(request: Request, env: Env): Promise<Response> {
		const task = (await request.json()) as Task;
		const count = nothing();
		const db = counting(env.DB, count, { rows: "rows" in task && task.rows === true });
		const now = "now" in task ? task.now : Date.now();
		const done = await STEPS[task.task]({ ...env, DB: db }, task as never, now);
		return Response.json({ count, queued: queued.length, ...done } satisfies Answer);
	},
};

type Step<T extends Task["task"]> = (
	env: Env,
	task: Extract<Task, { task: T }>,
	now: number,
) => Promise<Omit<Answer, "count" | "queued">>;
const contextOf = (env: Env, now: number) => machineContext(env, actor, now);

const STEPS: { [T in Task["task"]]: Step<T> } = {
	install: async (env, _task, now) => ({ handled: Number(await installCatalogue(contextOf(env, now))) }),
	seed: async (env, task) => {
		await env.DB.batch(seedStatements(env.DB, task));
		return { handled: task.count };
	},
	renew: async (env, { from, count }, now) => {
		let handled = 0;
		for (let n = from; n < from + count; n++) {
			const number = String(n).padStart(26, "0");
			const ctx = contextOf(env, now);
			const inside = inTenant(ctx, ctx.db, `ten_${number}` as Id<"tenant">);
			if ((await renewSubscription(inside, `sub_${number}` as Id<"subscription">)) === "paid") handled++;
		}
		return { handled };
	},
	enqueue: async (env, _task, now) => {
		const ctx = contextOf(env, now);
		const { handled, rest } = await enqueueDueRenewals(ctx, place);
		place = rest;
		await dispatch(ctx.db, queue, ctx.emitted);
		return { handled };
	},
	consume: async (env, { count }, now) => {
		const jobs = queued.splice(0, count);
		for (const body of jobs) await consumeOne(env, JobSchema.parse(body), now);
		return { handled: jobs.length };
	},
	/** What remains is what the consumer holds. */
	collect: async () => {
		collectGarbage();
		return { handled: 0 };
	},
	plans: async (env, { from }, now) => {
		const seen = new Map<string, unknown[]>();
		const watched = { ...env, DB: counting(env.DB, nothing(), { seen }) };
		await STEPS.renew(watched, { task: "renew", from, count: 1, now }, now);
		return { handled: seen.size, plans: await scansOf(env.DB, seen) };
	},
	size: async (env) => ({ handled: 0, bytes: (await env.DB.prepare("SELECT 1").all()).meta.size_after }),
};

/** As the queue's consumer does, but for the log. What follows (mails, checks) is dispatched and left to its own turn. */
async function consumeOne(env: Env, job: Job, now: number): Promise<void> {
	const ctx = contextOf(env, now);
	if (job.type !== "subscription.renewal_due") return;
	await handlers[job.type](ctx, env, job);
	await dispatch(ctx.db, { sendBatch: async () => {} } as unknown as Queue<unknown>, ctx.emitted);
}

/** Where SQLite goes through a table row by row, by its own account. */
async function scansOf(db: D1Database, statements: Map<string, unknown[]>): Promise<string[]> {
	const scans: string[] = [];
	// A constant row is the one of an INSERT … SELECT without a table.
	for (const [sql, values] of statements) {
		const { results } = await db
			.prepare(`EXPLAIN QUERY PLAN ${sql}`)
			.bind(...values)
			.all<{ detail: string }>();
		for (const { detail } of results)
			if (detail.startsWith("SCAN") && !detail.includes("CONSTANT ROW")) scans.push(`${detail}: ${sql.slice(0, 120)}`);
	}
	return scans;
}
