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
	const year = yearInJakarta(ctx.now);
	const sequence = sql`(SELECT coalesce(max(sequence), 0) + 1 FROM invoices WHERE year = ${year})`;
	const number = sql`(SELECT printf('INV-%d-%06d', ${year}, coalesce(max(sequence), 0) + 1) FROM invoices WHERE year = ${year})`;
	const amounts = {
		currency: quote.total.currency,
		subtotal: quote.subtotal.amount,
		taxBase: quote.taxBase.amount,
		tax: quote.tax.amount,
		total: quote.total.amount,
		taxRule: quote.taxRule,
	};
	const dueAt = ctx.now + input.seller.invoiceDueDays * DAY;
	const times = { openedAt: ctx.now, dueAt, createdAt: ctx.now, updatedAt: ctx.now };
	const lines = quote.lines.map((line, position) => ({
		id: newId("invoiceLine"),
		invoiceId,
		position,
		description: line.description,
		quantity: line.quantity,
		unitPrice: line.unitPrice.amount,
		amount: line.amount.amount,
		taxBase: line.taxBase.amount,
		taxRatePercent: line.taxRatePercent,
		tax: line.tax.amount,
	}));
	const resource = { kind: "invoice", id: invoiceId };
	return {
		invoiceId,
		statements: [
			ctx.db.insert(invoices, { id: invoiceId, number, year, sequence, status: "open", ...rest, ...amounts, ...times }),
			ctx.db.insert(invoiceLines, lines),
			audit(ctx, { action: "invoice.open", resource, after: { total: quote.total, periodStart: input.periodStart } }),
			emit(ctx, { type: "invoice.opened", invoiceId }),
		],
	};
}
