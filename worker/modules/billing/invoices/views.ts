import { iso, isoOrNull } from "#worker/kernel/time";
import type { payments } from "../payments/tables";
import type { RefundRow } from "../refunds/tables";
import { invoiceKind } from "./rules";
import type { CreditNoteSummary, InvoiceView } from "./schemas";
import type { creditNotes, invoiceLines, invoices } from "./tables";

type InvoiceRow = typeof invoices.$inferSelect;
type LineRow = typeof invoiceLines.$inferSelect;
type PaymentRow = Pick<
	typeof payments.$inferSelect,
	"id" | "provider" | "status" | "target" | "amount" | "refunded" | "currency" | "createdAt"
>;
type CreditNoteRow = Omit<typeof creditNotes.$inferSelect, "lines">;
type SummaryRow = Pick<
	InvoiceRow,
	| ("id" | "number" | "status" | "currency" | "subtotal" | "tax" | "total" | "credited")
	| ("planChangeId" | "periodStart" | "openedAt" | "dueAt" | "paidAt")
>;
/** What has happened to an invoice since it was issued. */
export type InvoiceHistory = { payments: PaymentRow[]; refunds: RefundRow[]; creditNotes: CreditNoteRow[] };

export function invoiceSummary(row: SummaryRow) {
	const { id, number, status, currency } = row;
	return {
		id,
		number,
		kind: invoiceKind(row),
		status,
		subtotal: { amount: row.subtotal, currency },
		tax: { amount: row.tax, currency },
		total: { amount: row.total, currency },
		credited: { amount: row.credited, currency },
		openedAt: iso(row.openedAt),
		dueAt: iso(row.dueAt),
		paidAt: isoOrNull(row.paidAt),
	};
}

export function invoiceView(row: InvoiceRow, lines: LineRow[], history: InvoiceHistory): InvoiceView {
	const { currency, buyer, seller, taxRule } = row;
	const inCurrency = (amount: number) => ({ amount, currency });
	return {
		...invoiceSummary(row),
		taxBase: inCurrency(row.taxBase),
		taxRule,
		buyer,
		seller,
		sentAt: isoOrNull(row.sentAt),
		reviewing: history.payments.find(({ status }) => status === "awaiting_review")?.id ?? null,
		payments: history.payments.map(({ id, provider, status, target, amount, refunded, createdAt }) => ({
			...{ id, provider, status, target, createdAt: iso(createdAt) },
			...{ amount: inCurrency(amount), refunded: inCurrency(refunded) },
		})),
		refunds: history.refunds.map(({ id, status, way, amount, reason, createdAt, finalAt }) => ({
			...{ id, status, way, amount: inCurrency(amount), reason },
			...{ createdAt: iso(createdAt), finalAt: isoOrNull(finalAt) },
		})),
		creditNotes: history.creditNotes.map(creditNoteSummary),
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

export function creditNoteSummary(row: CreditNoteRow): CreditNoteSummary {
	const { id, number, reason, currency } = row;
	return {
		...{ id, number, reason, issuedAt: iso(row.issuedAt) },
		subtotal: { amount: row.subtotal, currency },
		tax: { amount: row.tax, currency },
		total: { amount: row.total, currency },
	};
}
