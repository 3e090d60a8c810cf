import { and, eq, notInArray } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { changeInvoice, loadInvoice } from "./load-invoice";
import { readAnyInvoice } from "./read-invoices";
import type { InvoiceStatus } from "./rules";
import type { SystemInvoiceView } from "./schemas";
import { invoices } from "./tables";

const NOT_SENT: InvoiceStatus[] = ["draft", "void"];

/** The invoice's mail goes to its buyer again. */
export async function sendInvoice(ctx: SystemContext, invoiceId: Id<"invoice">): Promise<SystemInvoiceView> {
	const { invoice, inside } = await loadInvoice(ctx, invoiceId);
	if (NOT_SENT.includes(invoice.status)) throw new AppError("conflict", `A ${invoice.status} invoice is not sent.`);
	const sendable = and(eq(invoices.id, invoiceId), notInArray(invoices.status, NOT_SENT));
	const resource = { kind: "invoice", id: invoiceId };
	await changeInvoice(inside, [
		inside.db.update(invoices, sendable, { sentAt: ctx.now, updatedAt: ctx.now }),
		inside.db.guard("invoice_state"),
		audit(inside, { action: "invoice.send", resource, after: { to: invoice.buyer.email } }),
		emit(inside, { type: "invoice.send", invoiceId }),
	]);
	return readAnyInvoice(ctx, invoiceId);
}
