import { sql } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { type Id, newId } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { DAY, yearInJakarta } from "#worker/kernel/time";
import type { Quote } from "../plan-changes/rules";
import type { SellerProfile } from "../seller/schemas";
import type { BillingDetails } from "./schemas";
import { invoiceLines, invoices } from "./tables";

export type NewInvoice = {
	subscriptionId: Id<"subscription">;
	planChangeId: Id<"planChange"> | null;
	periodStart: number | null;
	quote: Quote;
	buyer: BillingDetails & { name: string };
	seller: SellerProfile;
};

/**
 * The statements that open an invoice. The number is taken by the INSERT itself: D1 writes one batch at a
 * time and invoices are never deleted, so the highest number plus one is gapless however many open at once.
 */
export function openInvoice(
	ctx: TenantContext,
	input: NewInvoice,
): { invoiceId: Id<"invoice">; statements: Statement[] } {
	const invoiceId = newId("invoice");
	const { quote, ...rest } = input;
	const numbered = nextInvoiceNumber(yearInJakarta(ctx.now));
	const dueAt = ctx.now + input.seller.invoiceDueDays * DAY;
	const times = { openedAt: ctx.now, dueAt, createdAt: ctx.now, updatedAt: ctx.now };
	const row = { id: invoiceId, ...numbered, status: "open" as const, ...rest, ...sumsOf(quote), ...times };
	const resource = { kind: "invoice", id: invoiceId };
	return {
		invoiceId,
		statements: [
			ctx.db.insert(invoices, row),
			...writeLines(ctx, invoiceId, quote),
			audit(ctx, { action: "invoice.open", resource, after: { total: quote.total, periodStart: input.periodStart } }),
			emit(ctx, { type: "invoice.opened", invoiceId }),
		],
	};
}

/** Number, year and sequence, for the INSERT or UPDATE that issues the invoice. */
export function nextInvoiceNumber(year: number) {
	const next = sql`coalesce(max(sequence), 0) + 1`;
	return {
		year,
		sequence: sql`(SELECT ${next} FROM invoices WHERE year = ${year})`,
		number: sql`(SELECT printf('INV-%d-%06d', ${year}, ${next}) FROM invoices WHERE year = ${year})`,
	};
}

export const sumsOf = (quote: Quote) => ({
	currency: quote.total.currency,
	subtotal: quote.subtotal.amount,
	taxBase: quote.taxBase.amount,
	tax: quote.tax.amount,
	total: quote.total.amount,
	taxRule: quote.taxRule,
});

/** D1 binds at most 100 values to a statement; a line has eleven. */
const LINES_A_STATEMENT = 9;

export function writeLines(ctx: TenantContext, invoiceId: Id<"invoice">, { lines }: Quote): Statement[] {
	const rows = lines.map((line, position) => ({
		...{ id: newId("invoiceLine"), invoiceId, position },
		description: line.description,
		quantity: line.quantity,
		unitPrice: line.unitPrice.amount,
		amount: line.amount.amount,
		taxBase: line.taxBase.amount,
		taxRatePercent: line.taxRatePercent,
		tax: line.tax.amount,
	}));
	const pages = Math.ceil(rows.length / LINES_A_STATEMENT);
	return Array.from({ length: pages }, (_, page) =>
		ctx.db.insert(invoiceLines, rows.slice(page * LINES_A_STATEMENT, (page + 1) * LINES_A_STATEMENT)),
	);
}
