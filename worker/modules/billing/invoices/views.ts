import { iso, isoOrNull } from "#worker/kernel/time";
import type { InvoiceView } from "./schemas";
import type { invoiceLines, invoices } from "./tables";

type InvoiceRow = typeof invoices.$inferSelect;
type LineRow = typeof invoiceLines.$inferSelect;

type SummaryRow = Pick<
	InvoiceRow,
	"id" | "number" | "status" | "currency" | "subtotal" | "tax" | "total" | "openedAt" | "dueAt" | "paidAt"
>;

export function invoiceSummary(row: SummaryRow) {
	const { id, number, status, currency } = row;
	return {
		id,
		number,
		status,
		subtotal: { amount: row.subtotal, currency },
		tax: { amount: row.tax, currency },
		total: { amount: row.total, currency },
		openedAt: iso(row.openedAt),
		dueAt: iso(row.dueAt),
		paidAt: isoOrNull(row.paidAt),
	};
}

export function invoiceView(row: InvoiceRow, lines: LineRow[], reviewing: InvoiceView["reviewing"]): InvoiceView {
	const { currency, buyer, seller, taxRule } = row;
	const inCurrency = (amount: number) => ({ amount, currency });
	return {
		...invoiceSummary(row),
		taxBase: inCurrency(row.taxBase),
		taxRule,
		buyer,
		seller,
		reviewing,
		lines: lines.map((line) => ({
			description: line.description,
			quantity: line.quantity,
			unitPrice: inCurrency(line.unitPrice),
			amount: inCurrency(line.amount),
			taxBase: inCurrency(line.taxBase),
			taxRatePercent: line.taxRatePercent,
			tax: inCurrency(line.tax),
		})),
	};
}
