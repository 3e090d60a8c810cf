import { asc, lt } from "drizzle-orm";
import type { Job, JobOf } from "#queues/messages";
import type { BaseContext, SystemContext, TenantContext } from "./context";
import type { Statement } from "./database";
import { type Id, newId } from "./ids";
import { among } from "./many";
import type { SystemDb } from "./system-db";
import { outbox } from "./tables";

/** What a queue takes at once; and how much of the outbox is read, sent and forgotten at once. */
const SEND_BATCH = 100;
const PAGE = 1000;
const SWEPT_PAGES = 10;

type NewJob = { [T in Job["type"]]: Omit<JobOf<T>, "v" | "id" | "tenantId"> & { tenantId?: never } }[Job["type"]];

function outboxRow(ctx: BaseContext, job: NewJob, tenantId: Id<"tenant"> | null) {
	const id = newId("event");
	ctx.emitted.push(id);
	return { id, job: { ...job, v: 1, id, ...(tenantId && { tenantId }) }, createdAt: ctx.now };
}

/** An event that follows from a change: put it into the batch of the change, so that the two cannot part. */
export function emit(ctx: TenantContext, job: NewJob): Statement {
	return ctx.db.insert(outbox, outboxRow(ctx, job, ctx.tenantId) as never);
}

/** One event for each of many tenants, all in one statement: for cron, whose invocation D1 counts the queries of. */
export function emitMany(ctx: SystemContext, jobs: readonly (NewJob & { for: Id<"tenant"> })[]): Statement {
	const rows = jobs.map(({ for: tenantId, ...job }) => ({ ...outboxRow(ctx, job as NewJob, tenantId), tenantId }));
	return ctx.db.insertMany(outbox, rows);
}

/** The same for an event that belongs to no tenant. */
export function emitInstallation(ctx: BaseContext, db: SystemDb, job: NewJob): Statement {
	return db.insert(outbox, { ...outboxRow(ctx, job, null), tenantId: null });
}

/** Hands what these events left in the outbox to the queue. @returns what was sent: jobs of changes that are committed */
export async function dispatch(db: SystemDb, queue: Queue<unknown>, ids: readonly Id<"event">[]): Promise<Job[]> {
	const sent: Job[] = [];
	for (let from = 0; from < ids.length; from += PAGE) {
		const where = among(outbox.id, ids.slice(from, from + PAGE));
		const rows = await db.list(outbox, { where, orderBy: [asc(outbox.id)] });
		await send(db, queue, rows);
		sent.push(...rows.map(({ job }) => job as Job));
	}
	return sent;
}

/** Sends, then deletes what was sent. A crash in between sends it again: handlers are idempotent by the event's id. */
async function send(db: SystemDb, queue: Queue<unknown>, rows: (typeof outbox.$inferSelect)[]): Promise<number> {
	let sent = 0;
	try {
		while (sent < rows.length) {
			const some = rows.slice(sent, sent + SEND_BATCH);
			await queue.sendBatch(some.map(({ job }) => ({ body: job, contentType: "json" })));
			sent += some.length;
		}
	} finally {
		await removeFromOutbox(db, rows.slice(0, sent));
	}
	return sent;
}

/** What waits, in the order it was written. */
export const readOutbox = (db: SystemDb, limit: number) =>
	db.list(outbox, { orderBy: [asc(outbox.createdAt), asc(outbox.id)], limit });

/** Forgets events that were sent, or handled on the spot. */
export async function removeFromOutbox(db: SystemDb, rows: readonly { id: Id<"event"> }[]): Promise<void> {
	const ids = rows.map((row) => row.id);
	if (ids.length > 0) await db.batch([db.remove(outbox, among(outbox.id, ids))]);
}

/** Sends what a crash between commit and dispatch left behind. Fresh rows are left to their own request. */
export async function sweepOutbox(
	db: SystemDb,
	queue: Queue<unknown>,
	now: number,
	olderThanMs: number,
): Promise<number> {
	let sent = 0;
	for (let page = 0; page < SWEPT_PAGES; page++) {
		const where = lt(outbox.createdAt, now - olderThanMs);
		const rows = await db.list(outbox, { where, orderBy: [asc(outbox.createdAt)], limit: PAGE });
		sent += await send(db, queue, rows);
		if (rows.length < PAGE) break;
	}
	return sent;
}
