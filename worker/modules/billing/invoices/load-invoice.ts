import { eq } from "drizzle-orm";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { lostRace, type Statement, violates } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { invoices } from "./tables";

export type InvoiceRow = typeof invoices.$inferSelect;

/** An invoice of whichever tenant, and the door to that tenant. */
export async function loadInvoice(
	ctx: SystemContext,
	invoiceId: Id<"invoice">,
): Promise<{ invoice: InvoiceRow; inside: TenantContext }> {
	const invoice = await ctx.db.find(invoices, eq(invoices.id, invoiceId));
	if (!invoice) throw new AppError("not_found");
	return { invoice, inside: inTenant(ctx, ctx.db, invoice.tenantId) };
}

/** Runs the batch of a change to an invoice; a lost race is a 409. */
export async function changeInvoice(ctx: TenantContext, statements: Statement[]): Promise<void> {
	try {
		await ctx.db.batch(statements);
	} catch (error) {
		if (!lostRace(error) && !violates(error, "payments.invoice_id")) throw error;
		throw new AppError("conflict", "This invoice has just been paid or changed; look again.", { cause: error });
	}
}
