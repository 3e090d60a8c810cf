import { and, asc, eq, sql } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import { yearInJakarta } from "#worker/kernel/time";
import { type Credit, type CreditLine, type CreditWish, creditOf } from "./credit-rules";
import { creditNotes, invoiceLines, invoices } from "./tables";

export type InvoiceRow = typeof invoices.$inferSelect;
/** A credit and the state of the invoice it was reckoned from; another one in between makes it void. */
export type PlannedCredit = { invoice: InvoiceRow; credit: Credit };

/** Reckons what a credit note over this much of the invoice says. One round trip. */
export async function planCredit(
	ctx: TenantContext,
	invoiceId: Id<"invoice">,
	wish: CreditWish,
): Promise<PlannedCredit> {
	const ofInvoice = eq(creditNotes.invoiceId, invoiceId);
	const [invoice, lines, notes] = await Promise.all([
		ctx.db.find(invoices, eq(invoices.id, invoiceId)),
		ctx.db.list(invoiceLines, { where: eq(invoiceLines.invoiceId, invoiceId), orderBy: [asc(invoiceLines.position)] }),
		ctx.db.list(creditNotes, { where: ofInvoice }),
	]);
	if (!invoice) throw new AppError("not_found");
	const before = notes.flatMap((note) => note.lines as CreditLine[]);
	return { invoice, credit: creditOf(lines, before, wish, invoice.currency) };
}

/**
 * The statements that issue a credit note. Its number is gapless as an invoice's is; the guard undoes all when
 * another credit note of the invoice came first, and the database refuses more than the total.
 */
export function creditNote(
	ctx: TenantContext,
	{ invoice, credit }: PlannedCredit,
	reason: string,
): { creditNoteId: Id<"creditNote">; statements: Statement[] } {
	const creditNoteId = newId("creditNote");
	const year = yearInJakarta(ctx.now);
	const next = sql`coalesce(max(sequence), 0) + 1`;
	const sequence = sql`(SELECT ${next} FROM credit_notes WHERE year = ${year})`;
	const number = sql`(SELECT printf('CN-%d-%06d', ${year}, ${next}) FROM credit_notes WHERE year = ${year})`;
	const row = {
		...{ id: creditNoteId, invoiceId: invoice.id, number, year, sequence, reason },
		...{ currency: invoice.currency, lines: credit.lines },
		subtotal: credit.subtotal.amount,
		taxBase: credit.taxBase.amount,
		tax: credit.tax.amount,
		total: credit.total.amount,
		issuedBy: ctx.actor.name,
		issuedAt: ctx.now,
	};
	const asRead = and(eq(invoices.id, invoice.id), eq(invoices.credited, invoice.credited));
	const resource = { kind: "credit_note", id: creditNoteId };
	return {
		creditNoteId,
		statements: [
			ctx.db.update(invoices, asRead, { updatedAt: ctx.now }),
			ctx.db.guard("invoice_credited"),
			ctx.db.insert(creditNotes, row),
			audit(ctx, {
				action: "credit_note.issue",
				resource,
				after: { invoice: invoice.number, total: credit.total, reason },
			}),
		],
	};
}
