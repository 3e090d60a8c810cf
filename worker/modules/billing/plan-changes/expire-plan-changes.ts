import { and, eq, isNull, lte, type SQL, sql } from "drizzle-orm";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { lostRace } from "#worker/kernel/database";
import type { Id } from "#worker/kernel/ids";
import { DAY } from "#worker/kernel/time";
import { together } from "#worker/kernel/together";
import { type Place, type Walked, walk } from "#worker/kernel/walk";
import { invoices } from "../invoices/tables";
import { lapseOpenChange } from "./scheduled";
import { planChanges } from "./tables";

/** How long a quote holds. */
export const UNPAID_AFTER = 14 * DAY;

/** Each takes six statements; D1 allows a thousand an invocation, which other tasks share. */
const A_RUN = 50;
const A_BATCH = 25;

type Unpaid = { id: Id<"planChange">; tenantId: Id<"tenant">; invoiceId: Id<"invoice">; at: number };

/**
 * Ends changes that nobody paid for, a few in one batch: the invoice becomes void, coupons are free again.
 * What is being paid at a provider just now is left alone, and so are renewals, which dunning takes care of.
 * @returns how many were ended, and where the next run goes on
 */
export async function expirePlanChanges(ctx: SystemContext, from: Place | null = null): Promise<Walked> {
	const { id, createdAt } = planChanges;
	let ended = 0;
	const { rest } = await walk<Unpaid>({
		...{ by: { at: createdAt, id }, page: A_RUN, most: A_RUN, from },
		read: (page) => readUnpaid(ctx, page),
		placeOf: (row) => ({ at: row.at, id: row.id }),
		handle: async (rows) => {
			const all = (some: Unpaid[]) => some.flatMap((row) => lapseOpenChange(inTenant(ctx, ctx.db, row.tenantId), row));
			ended += await together(ctx.db, rows, { size: A_BATCH, all, one: (row) => expireOne(ctx, row) });
		},
	});
	return { handled: ended, rest };
}

function readUnpaid(ctx: SystemContext, { after, ...page }: { after: SQL | undefined; orderBy: SQL[]; limit: number }) {
	const paying = sql`EXISTS (SELECT 1 FROM payments p WHERE p.tenant_id = invoices.tenant_id
		AND p.invoice_id = invoices.id AND p.status IN ('created', 'pending', 'awaiting_review'))`;
	const { id, tenantId, createdAt: at } = planChanges;
	const itsInvoice = sql`${invoices.tenantId} = ${tenantId} AND ${invoices.subscriptionId} = ${planChanges.subscriptionId}
		AND ${invoices.planChangeId} = ${id} AND ${invoices.status} IN ('open', 'uncollectible')`;
	return ctx.db.select({ id, tenantId, invoiceId: invoices.id, at }, planChanges, {
		joins: [{ table: invoices, on: itsInvoice }],
		where: and(
			eq(planChanges.status, "awaiting_payment"),
			lte(at, ctx.now - UNPAID_AFTER),
			isNull(invoices.periodStart),
			sql`NOT ${paying}`,
			after,
		),
		...page,
	});
}

async function expireOne(ctx: SystemContext, row: Unpaid): Promise<boolean> {
	const inside = inTenant(ctx, ctx.db, row.tenantId);
	try {
		await inside.db.batch(lapseOpenChange(inside, row));
		return true;
	} catch (error) {
		if (lostRace(error)) return false;
		throw error;
	}
}
