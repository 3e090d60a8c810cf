import { and, desc, eq, lte, sql } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import type { Id } from "#worker/kernel/ids";
import { among } from "#worker/kernel/many";
import { emitMany } from "#worker/kernel/outbox";
import { DAY, HOUR, MINUTE } from "#worker/kernel/time";
import { walk } from "#worker/kernel/walk";
import type { Gateway, ProviderOrder } from "../providers/provider";
import { gatewayOf } from "../providers/registry";
import { savedMeans } from "../providers/tables";
import { type Applied, applyTruth, type PaymentRow } from "./apply-truth";
import { isUnpaid, orderOf } from "./provider-order";
import { ASKED_AGAIN_AFTER } from "./rules";
import { payments } from "./tables";

/** Gateways are asked about so many a run: what is asked about is due again later, so that the next run takes the rest. */
const PAGE = 500;
const A_RUN = 2000;
const BACK_OFF = [5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR];
const LONGEST = 6 * HOUR;
/** A virtual account stays payable at the bank after its page is gone; we go on asking once a day for so long. */
const LATE_MONEY = 7 * DAY;

/** When to ask next, or never again: closer together while the customer is likely to be paying. */
export function nextSyncAfter(payment: Pick<PaymentRow, "expiresAt">, attempts: number, now: number): number | null {
	const end = (payment.expiresAt ?? now) + LATE_MONEY;
	const wait = payment.expiresAt !== null && now > payment.expiresAt ? DAY : (BACK_OFF[attempts] ?? LONGEST);
	return now + wait > end ? null : now + wait;
}

const { id, tenantId, syncAttempts, expiresAt, settledAt, nextSyncAt } = payments;
const due = { id, tenantId, syncAttempts, expiresAt, settledAt, nextSyncAt };
type Due = Pick<PaymentRow, keyof typeof due>;

/**
 * Puts the payments whose provider is to be asked on the queue, in pages by (next_sync_at, id), and sets when they
 * are due again. Two runs at once ask twice, which changes nothing. @returns how many
 */
export async function enqueueDueSyncs(ctx: SystemContext): Promise<number> {
	const { handled } = await walk<Due>({
		...{ by: { at: nextSyncAt, id }, page: PAGE, most: A_RUN },
		read: ({ after, ...page }) =>
			ctx.db.select(due, payments, { where: and(lte(nextSyncAt, ctx.now), after), ...page }),
		placeOf: (row) => ({ at: row.nextSyncAt ?? 0, id: row.id }),
		handle: (rows) =>
			ctx.db.batch([
				...dueAgain(ctx, rows),
				emitMany(
					ctx,
					rows.map((row) => ({ for: row.tenantId, type: "payment.sync_due", paymentId: row.id })),
				),
			]),
	});
	return handled;
}

/** One statement for all that are due again at the same time: back-off has few steps. */
function dueAgain(ctx: SystemContext, rows: Due[]): Statement[] {
	const { now } = ctx;
	const again = (row: Due) => (row.settledAt === null ? nextSyncAfter(row, row.syncAttempts + 1, now) : "settled");
	return [...Map.groupBy(rows, again)].map(([next, some]) => {
		const ids = some.map((row) => row.id);
		const stillDue = and(among(id, ids), lte(nextSyncAt, now));
		const at = next === "settled" ? onceSettled(now) : next;
		return ctx.db.update(payments, stillDue, { nextSyncAt: at, syncAttempts: sql`${syncAttempts} + 1` });
	});
}

/** Each day while a refund waits for its bank; else once more, a week after the money came. */
const onceSettled = (now: number) =>
	sql<number | null>`CASE WHEN EXISTS (SELECT 1 FROM refunds r WHERE r.tenant_id = payments.tenant_id
		AND r.payment_id = payments.id AND r.status = 'pending' AND r.way = 'provider') THEN ${now + DAY}
		WHEN settled_at + ${ASKED_AGAIN_AFTER.last} > ${now} THEN settled_at + ${ASKED_AGAIN_AFTER.last} END`;

/**
 * Asks the provider and applies what it says. Past its time an unpaid attempt is closed at the provider first:
 * only when nobody can pay it any more is it expired here. @throws ProviderError, for the queue to try again
 */
export async function syncPayment(ctx: SystemContext, paymentId: Id<"payment">): Promise<Applied> {
	const payment = await ctx.db.find(payments, eq(payments.id, paymentId));
	if (!payment || payment.provider === "manual" || payment.provider === "wallet")
		return { changed: false, contradiction: null };
	const gateway = await gatewayOf(ctx, payment.provider as Gateway);
	const order = payment.providerReference ? orderOf(payment) : await lostOrder(ctx, payment);
	const truth = await gateway.verify(order);
	const overdue = payment.expiresAt !== null && payment.expiresAt <= ctx.now;
	if (!overdue || !isUnpaid(truth) || (payment.status !== "created" && payment.status !== "pending"))
		return applyTruth(ctx, payment, truth);
	const after = await gateway.cancel(order);
	return applyTruth(ctx, payment, isUnpaid(after) ? { ...after, state: "expired" } : after);
}

/** An order whose name we never learnt, because the answer was lost: an unattended charge is found by its customer. */
async function lostOrder(ctx: SystemContext, payment: PaymentRow): Promise<ProviderOrder> {
	const ofTenant = and(eq(savedMeans.tenantId, payment.tenantId), eq(savedMeans.provider, payment.provider as Gateway));
	const [saved] = await ctx.db.list(savedMeans, { where: ofTenant, orderBy: [desc(savedMeans.createdAt)], limit: 1 });
	return { ...orderOf(payment), customer: saved?.customer ?? null };
}
