import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { lostRace } from "#worker/kernel/database";
import { DAY } from "#worker/kernel/time";
import { invoices } from "../invoices/tables";
import { lapseOpenChange } from "./scheduled";
import { planChanges } from "./tables";

/** How long a quote holds. */
export const UNPAID_AFTER = 14 * DAY;

/**
 * Ends changes that nobody paid for, a page of 100 at a time: the invoice becomes void, coupons are free again.
 * What is being paid at a provider just now is left alone, and so are renewals, which dunning takes care of.
 * @returns how many were ended
 */
export async function expirePlanChanges(ctx: SystemContext): Promise<number> {
	const paying = sql`EXISTS (SELECT 1 FROM payments p WHERE p.tenant_id = invoices.tenant_id
		AND p.invoice_id = invoices.id AND p.status IN ('created', 'pending', 'awaiting_review'))`;
	const fields = { id: planChanges.id, tenantId: planChanges.tenantId, invoiceId: invoices.id };
	const rows = await ctx.db.select(fields, planChanges, {
		joins: [
			{
				table: invoices,
				on: sql`${invoices.tenantId} = ${planChanges.tenantId} AND ${invoices.subscriptionId} = ${planChanges.subscriptionId}
					AND ${invoices.planChangeId} = ${planChanges.id} AND ${invoices.status} IN ('open', 'uncollectible')`,
			},
		],
		where: and(
			eq(planChanges.status, "awaiting_payment"),
			lte(planChanges.createdAt, ctx.now - UNPAID_AFTER),
			isNull(invoices.periodStart),
			sql`NOT ${paying}`,
		),
		orderBy: [asc(planChanges.createdAt), asc(planChanges.id)],
		limit: 100,
	});
	let ended = 0;
	for (const row of rows) ended += (await expireOne(ctx, row)) ? 1 : 0;
	return ended;
}

async function expireOne(
	ctx: SystemContext,
	row: Parameters<typeof lapseOpenChange>[1] & { tenantId: `ten_${string}` },
) {
	const inside = inTenant(ctx, ctx.db, row.tenantId);
	try {
		await inside.db.batch(lapseOpenChange(inside, row));
		return true;
	} catch (error) {
		if (lostRace(error)) return false;
		throw error;
	}
}
