import { asc, inArray, lt } from "drizzle-orm";
import type { Job, JobOf } from "#queues/messages";
import type { BaseContext, TenantContext } from "./context";
import type { Statement } from "./database";
import { type Id, newId } from "./ids";
import type { SystemDb } from "./system-db";
import { outbox } from "./tables";

/** What a queue takes at once, and D1 as parameters of one statement. */
const SEND_BATCH = 100;

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

/** The same for an event that belongs to no tenant. */
export function emitInstallation(ctx: BaseContext, db: SystemDb, job: NewJob): Statement {
	return db.insert(outbox, { ...outboxRow(ctx, job, null), tenantId: null });
}

/** Hands what these events left in the outbox to the queue. @returns how many were sent */
export async function dispatch(db: SystemDb, queue: Queue<unknown>, ids: readonly Id<"event">[]): Promise<number> {
	let sent = 0;
	for (let from = 0; from < ids.length; from += SEND_BATCH) {
		const where = inArray(outbox.id, ids.slice(from, from + SEND_BATCH));
		sent += await send(db, queue, await db.list(outbox, { where, orderBy: [asc(outbox.id)] }));
	}
	return sent;
}

/** Sends, then deletes. A crash in between sends them again: handlers are idempotent by the event's id. */
async function send(db: SystemDb, queue: Queue<unknown>, rows: (typeof outbox.$inferSelect)[]): Promise<number> {
	if (rows.length === 0) return 0;
	const sent = rows.map((row) => row.id);
	await queue.sendBatch(rows.map((row) => ({ body: row.job, contentType: "json" })));
	await db.batch([db.remove(outbox, inArray(outbox.id, sent))]);
	return rows.length;
}

/** What waits, in the order it was written. */
export const readOutbox = (db: SystemDb, limit: number) =>
	db.list(outbox, { orderBy: [asc(outbox.createdAt), asc(outbox.id)], limit });

/** Forgets events that were handled on the spot; at most 100. */
export async function removeFromOutbox(db: SystemDb, rows: readonly { id: Id<"event"> }[]): Promise<void> {
	const ids = rows.map((row) => row.id);
	if (ids.length > 0) await db.batch([db.remove(outbox, inArray(outbox.id, ids))]);
}

/** Sends what a crash between commit and dispatch left behind. Fresh rows are left to their own request. */
export async function sweepOutbox(
	db: SystemDb,
	queue: Queue<unknown>,
	now: number,
	olderThanMs: number,
): Promise<number> {
	let sent = 0;
	for (let page = 0; page < 20; page++) {
		const where = lt(outbox.createdAt, now - olderThanMs);
		const rows = await db.list(outbox, { where, orderBy: [asc(outbox.createdAt)], limit: 50 });
		if (rows.length === 0) break;
		sent += await send(db, queue, rows);
	}
	return sent;
}
