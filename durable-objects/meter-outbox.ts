import type { Job } from "#queues/messages";
import { type Id, newId } from "#worker/kernel/ids";
import { MINUTE } from "#worker/kernel/time";
import type { Books } from "./meter-books";

/** After the minute is over: reports on its last leases are on their way. */
const FLUSH_AFTER = 2_000;
/** A flush that nobody confirmed is sent again; who has applied it does nothing. */
const RESEND_AFTER = 10 * MINUTE;
/** Word of a crossed threshold waits so long, for others to come along. */
const SOON = 1_000;

/** When an object has something to send; null while it has not. `ahead` is the clock of business, minutes are by it. */
export function dueAt(books: Books, now: number, ahead: number): number | null {
	const oldest = books.oldestUse();
	const times = [
		...(books.crossings().length > 0 ? [now + SOON] : []),
		...(oldest === null ? [] : [Math.max(now, oldest - ahead + MINUTE) + FLUSH_AFTER]),
		...(books.hasFlushes() ? [now + RESEND_AFTER] : []),
	];
	return times.length > 0 ? Math.min(...times) : null;
}

/** Sends flushes that are new or were never confirmed, and thresholds that were crossed. Dying in between sends some twice. */
export async function sendDue(queue: Queue, books: Books, tenantId: Id<"tenant">, now: number): Promise<void> {
	const job = <T extends Job["type"]>(type: T) => ({ v: 1 as const, id: newId("event"), type });
	const flushes = books.unsent(now - RESEND_AFTER);
	const crossings = books.crossings();
	const jobs: Job[] = [
		...flushes.map((flush) => ({ ...job("usage.flushed"), tenantId, ...flush })),
		...crossings.map((crossing) => ({ ...job("usage.threshold_crossed"), tenantId, ...crossing })),
	];
	for (const body of jobs) await queue.send(body, { contentType: "json" });
	books.sent(
		flushes.map(({ sequence }) => sequence),
		now,
	);
	for (const crossing of crossings) books.told(crossing);
}
