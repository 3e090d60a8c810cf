import { and, eq, sql } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import { matches } from "#worker/kernel/search";
import type { Selected } from "#worker/kernel/tenant-db";
import { iso, isoOrNull } from "#worker/kernel/time";
import { users } from "#worker/modules/identity/tables";
import { tenants } from "#worker/modules/tenants/tables";
import { creditNotes, invoices } from "../invoices/tables";
import { payments } from "../payments/tables";
import type { RefundQuery, RefundView } from "./schemas";
import { refunds } from "./tables";

const { id, status, way, amount, currency, reason, failureReason, providerReference } = refunds;
const { paymentId, tenantId, createdAt, finalAt } = refunds;
const fields = {
	...{ id, status, way, amount, currency, reason, failureReason, providerReference },
	...{ paymentId, tenantId, createdAt, finalAt },
	provider: payments.provider,
	invoiceId: payments.invoiceId,
	number: sql<string | null>`${invoices.number}`,
	creditNoteId: refunds.creditNoteId,
	creditNumber: sql<string | null>`${creditNotes.number}`,
	tenantName: tenants.name,
	requestedBy: sql<string>`coalesce(${users.name}, ${refunds.requestedBy})`,
};
const joins = [
	{ table: payments, on: eq(payments.id, paymentId) },
	{ table: tenants, on: eq(tenants.id, tenantId) },
	{ table: invoices, on: eq(invoices.id, payments.invoiceId), optional: true },
	{ table: creditNotes, on: eq(creditNotes.id, refunds.creditNoteId), optional: true },
	{ table: users, on: sql`${users.id} = ${refunds.requestedBy}`, optional: true },
];

function refundView(row: Selected<typeof fields>): RefundView {
	const { id, status, way, reason, failureReason, currency, invoiceId, number, creditNoteId, creditNumber } = row;
	return {
		...{ id, status, way, reason, failureReason, requestedBy: row.requestedBy },
		amount: { amount: row.amount, currency },
		reference: row.providerReference,
		payment: { id: row.paymentId, provider: row.provider },
		invoice: invoiceId && number ? { id: invoiceId, number } : null,
		creditNote: creditNoteId && creditNumber ? { id: creditNoteId, number: creditNumber } : null,
		tenant: { id: row.tenantId, name: row.tenantName },
		createdAt: iso(row.createdAt),
		finalAt: isoOrNull(row.finalAt),
	};
}

export async function readRefund(ctx: SystemContext, refundId: Id<"refund">): Promise<RefundView> {
	const [row] = await ctx.db.select(fields, refunds, { joins, where: eq(id, refundId), limit: 1 });
	if (!row) throw new AppError("not_found");
	return refundView(row);
}

export async function listRefunds(ctx: SystemContext, query: RefundQuery) {
	const page = pageClause(query, { createdAt }, id);
	const filters = [matches(status, query.status), matches(way, query.way)];
	const whose = [matches(tenantId, query.tenantId), matches(paymentId, query.paymentId)];
	const where = and(...filters, ...whose, page.after);
	const rows = await ctx.db.select(fields, refunds, { ...page, joins, where });
	return toPage(rows, query, (row) => [row.createdAt, row.id], refundView);
}
