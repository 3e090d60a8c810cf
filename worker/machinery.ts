import { handlers } from "#handlers";
import { Job } from "#queues/messages";
import { isTask, runTask } from "./cron";
import type { Env } from "./env";
import type { Machinery, SystemContext } from "./kernel/context";
import { causeOf, log } from "./kernel/log";
import { readOutbox, removeFromOutbox } from "./kernel/outbox";
import { machineContext } from "./machine-context";

/** A page of the outbox, and how many in one go are a loop rather than work. */
const PAGE = 100;
const MOST = 200_000;

/** Cron and queue driven by hand, in order and within one request: for the time machine. */
export function machinery(env: Env): Machinery {
	return {
		daily: ["wallets.check"],
		// They look at what is, not at what is due: once at the end says the same.
		inspections: ["ledger.verify", "reconciliation.run"],
		async runTask(task, at) {
			if (!isTask(task)) throw new RangeError(`no such task: ${task}`);
			const { handled, error } = await runTask(task, env, at);
			if (error !== null) throw new Error(error);
			return handled;
		},
		async drain(at) {
			const done: Drained = { handled: 0, failures: [] };
			const failed = new Set<string>();
			while (done.handled < MOST && (await drainPage(env, at, done, failed)));
			return done;
		},
	};
}

type Drained = Awaited<ReturnType<Machinery["drain"]>>;

/** Handles one page of the outbox. @returns false when nothing was left but what has `failed` */
async function drainPage(env: Env, at: number, done: Drained, failed: Set<string>): Promise<boolean> {
	const ctx = machineContext(env, { kind: "system", id: "queue", name: "time machine" }, at);
	const waiting = await readOutbox(ctx.db, PAGE + failed.size);
	const rows = waiting.filter((row) => !failed.has(row.id)).slice(0, PAGE);
	const handled: typeof rows = [];
	for (const row of rows) {
		const error = await handle(ctx, env, row.job);
		if (error === null) handled.push(row);
		else {
			failed.add(row.id);
			done.failures.push({ what: (row.job as { type?: string }).type ?? "unknown", error });
		}
	}
	await removeFromOutbox(ctx.db, handled);
	done.handled += handled.length;
	return rows.length > 0;
}

/** @returns why it failed; its row stays for the queue, which tries again with back-off. */
async function handle(ctx: SystemContext, env: Env, body: unknown): Promise<string | null> {
	try {
		const job = Job.parse(body);
		const actor = { kind: "system" as const, id: "queue", name: job.type };
		await handlers[job.type]({ ...ctx, actor, emitted: [] }, env, job as never);
		return null;
	} catch (error) {
		log.error("job.failed", { at: new Date(ctx.now).toISOString(), cause: causeOf(error) });
		return causeOf(error).split("\n")[0] ?? "unknown";
	}
}
