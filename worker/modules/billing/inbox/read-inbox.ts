import { and, desc, eq } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import { contains, matches } from "#worker/kernel/search";
import { iso, isoOrNull } from "#worker/kernel/time";
import type { InboxEvent, InboxQuery } from "./schemas";
import { inbox, webhookRefusals } from "./tables";

const { id, provider, eventId, kind, claims, orderId, reference, paymentId } = inbox;
const { status, note, attempts, deliveries, receivedAt, processedAt } = inbox;
const fields = {
	...{ id, provider, eventId, kind, claims, orderId, reference, paymentId },
	...{ status, note, attempts, deliveries, receivedAt, processedAt },
};

type Row = Omit<InboxEvent, "receivedAt" | "processedAt"> & { receivedAt: number; processedAt: number | null };
const view = ({ receivedAt, processedAt, ...row }: Row): InboxEvent => ({
	...row,
	receivedAt: iso(receivedAt),
	processedAt: isoOrNull(processedAt),
});

/** What providers have told us, newest first; bodies only one by one. */
export async function listInbox(ctx: SystemContext, query: InboxQuery) {
	const page = pageClause(query, { receivedAt: inbox.receivedAt }, inbox.id);
	const where = and(
		matches(inbox.status, query.status),
		matches(inbox.provider, query.provider),
		contains(query.search, inbox.orderId, inbox.eventId, inbox.paymentId),
		page.after,
	);
	const rows = await ctx.db.select(fields, inbox, { ...page, where });
	return toPage(rows, query, (row) => [row.receivedAt, row.id], view);
}

export async function readInboxEvent(ctx: SystemContext, inboxId: Id<"inbox">) {
	const row = await ctx.db.find(inbox, eq(inbox.id, inboxId));
	if (!row) throw new AppError("not_found");
	const { transactionId: _transaction, ...rest } = row;
	return { ...view(rest), body: row.body };
}

/** Refused webhooks of the last days: a number that grows is somebody trying, or a secret that is wrong. */
export async function listRefusals(ctx: SystemContext) {
	return { items: await ctx.db.list(webhookRefusals, { orderBy: [desc(webhookRefusals.day)], limit: 100 }) };
}
