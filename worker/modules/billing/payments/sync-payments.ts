import { and, asc, desc, eq, gt, isNotNull, lte, or, sql } from "drizzle-orm";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { DAY, HOUR, MINUTE } from "#worker/kernel/time";
import type { Gateway, ProviderOrder } from "../providers/provider";
import { gatewayOf } from "../providers/registry";
import { savedMeans } from "../providers/tables";
import { type Applied, applyTruth, type PaymentRow } from "./apply-truth";
import { isUnpaid, orderOf } from "./provider-order";
import { payments } from "./tables";

const PAGE = 100;
const PAGES_A_RUN = 20;
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

/**
 * Puts the payments whose provider is to be asked on the queue, in pages by (next_sync_at, id), and sets when they
 * are due again. Two runs at once ask twice, which changes nothing.
 */
export async function enqueueDueSyncs(ctx: SystemContext): Promise<number> {
	let handled = 0;
	let last: { at: number; id: Id<"payment"> } | null = null;
	for (let page = 0; page < PAGES_A_RUN; page++) {
		const beyond =
			last && or(gt(payments.nextSyncAt, last.at), and(eq(payments.nextSyncAt, last.at), gt(payments.id, last.id)));
		const rows: PaymentRow[] = await ctx.db.list(payments, {
			where: and(isNotNull(payments.nextSyncAt), lte(payments.nextSyncAt, ctx.now), beyond ?? undefined),
			orderBy: [asc(payments.nextSyncAt), asc(payments.id)],
			limit: PAGE,
		});
		await ctx.db.batch(rows.flatMap((row) => schedule(ctx, row)));
		handled += rows.length;
		const end = rows.at(-1);
		if (!end || rows.length < PAGE) break;
		last = { at: end.nextSyncAt ?? 0, id: end.id };
	}
	return handled;
}

function schedule(ctx: SystemContext, row: PaymentRow) {
	const inside = inTenant(ctx, ctx.db, row.tenantId);
	const attempts = row.syncAttempts + 1;
	const nextSyncAt = row.settledAt === null ? nextSyncAfter(row, attempts, ctx.now) : whileRefunding(row, ctx.now);
	return [
		inside.db.update(payments, and(eq(payments.id, row.id), isNotNull(payments.nextSyncAt)), {
			nextSyncAt,
			syncAttempts: attempts,
		}),
		emit(inside, { type: "payment.sync_due", paymentId: row.id }),
	];
}

/** What was paid is asked about while a refund of it waits for its bank. */
const whileRefunding = ({ id }: PaymentRow, now: number) =>
	sql<number | null>`iif(EXISTS (SELECT 1 FROM refunds r WHERE r.tenant_id = payments.tenant_id AND r.payment_id = ${id}
		AND r.status = 'pending' AND r.way = 'provider'), ${now + DAY}, NULL)`;

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
