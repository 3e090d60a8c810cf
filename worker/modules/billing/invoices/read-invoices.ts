import { and, asc, eq, lt } from "drizzle-orm";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import { contains, matches } from "#worker/kernel/search";
import { tenants } from "#worker/modules/tenants/tables";
import { payments } from "../payments/tables";
import type { InvoiceQuery, InvoiceView, SystemInvoiceQuery } from "./schemas";
import { invoiceLines, invoices } from "./tables";
import { invoiceSummary, invoiceView } from "./views";

const { id, number, status, currency, subtotal, tax, total, openedAt, dueAt, paidAt } = invoices;
const summary = { id, number, status, currency, subtotal, tax, total, openedAt, dueAt, paidAt };

export async function listInvoices(ctx: TenantContext, query: InvoiceQuery) {
	const page = pageClause(query, { openedAt: invoices.openedAt }, invoices.id);
	const where = and(matches(invoices.status, query.status), page.after);
	const rows = await ctx.db.select(summary, invoices, { ...page, where });
	return toPage(rows, query, (row) => [row.openedAt, row.id], invoiceSummary);
}

/** The whole invoice; lines and the payment under review come in the same round trip as the invoice. */
export async function readInvoice(ctx: TenantContext, invoiceId: Id<"invoice">): Promise<InvoiceView> {
	const underReview = and(eq(payments.invoiceId, invoiceId), eq(payments.status, "awaiting_review"));
	const [invoice, lines, reviewing] = await Promise.all([
		ctx.db.find(invoices, eq(invoices.id, invoiceId)),
		ctx.db.list(invoiceLines, { where: eq(invoiceLines.invoiceId, invoiceId), orderBy: [asc(invoiceLines.position)] }),
		ctx.db.find(payments, underReview),
	]);
	if (!invoice) throw new AppError("not_found");
	return invoiceView(invoice, lines, reviewing?.id ?? null);
}

export async function listAllInvoices(ctx: SystemContext, query: SystemInvoiceQuery) {
	const page = pageClause(query, { openedAt: invoices.openedAt, dueAt: invoices.dueAt }, invoices.id);
	const overdue = query.overdue ? and(eq(invoices.status, "open"), lt(invoices.dueAt, ctx.now)) : undefined;
	const fields = { ...summary, tenantId: invoices.tenantId, tenantName: tenants.name };
	const rows = await ctx.db.select(fields, invoices, {
		...page,
		joins: [{ table: tenants, on: eq(tenants.id, invoices.tenantId) }],
		where: and(
			matches(invoices.status, query.status),
			matches(invoices.tenantId, query.tenantId),
			overdue,
			contains(query.search, invoices.number),
			page.after,
		),
	});
	return toPage(
		rows,
		query,
		(row) => [query.sort.endsWith("dueAt") ? row.dueAt : row.openedAt, row.id],
		(row) => ({
			...invoiceSummary(row),
			tenant: { id: row.tenantId, name: row.tenantName },
		}),
	);
}

/** An invoice of whichever tenant, for system users. */
export async function readAnyInvoice(ctx: SystemContext, invoiceId: Id<"invoice">) {
	const [owner] = await ctx.db.select({ id: invoices.tenantId, name: tenants.name }, invoices, {
		joins: [{ table: tenants, on: eq(tenants.id, invoices.tenantId) }],
		where: eq(invoices.id, invoiceId),
		limit: 1,
	});
	if (!owner) throw new AppError("not_found");
	const invoice = await readInvoice(inTenant(ctx, ctx.db, owner.id), invoiceId);
	return { ...invoice, tenant: owner };
}
