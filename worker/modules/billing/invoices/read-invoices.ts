import { and, asc, eq, getTableColumns, gt, lt } from "drizzle-orm";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import { contains, matches } from "#worker/kernel/search";
import { tenants } from "#worker/modules/tenants/tables";
import { approvalView, findWaiting } from "../approvals/read-approvals";
import type { ApprovalView } from "../approvals/schemas";
import { payments } from "../payments/tables";
import { refunds } from "../refunds/tables";
import type { InvoiceQuery, InvoiceView, SystemInvoiceQuery, SystemInvoiceView } from "./schemas";
import { creditNotes, invoiceLines, invoices } from "./tables";
import { invoiceSummary, invoiceView } from "./views";

const { id, number, status, currency, subtotal, tax, total, credited } = invoices;
const { planChangeId, periodStart, openedAt, dueAt, paidAt } = invoices;
const summary = {
	...{ id, number, status, currency, subtotal, tax, total, credited },
	...{ planChangeId, periodStart, openedAt, dueAt, paidAt },
};
/** A draft is the installation's business until it is opened: it has a year, and a number, only then. */
const ISSUED = gt(invoices.year, 0);

export async function listInvoices(ctx: TenantContext, query: InvoiceQuery) {
	const page = pageClause(query, { openedAt: invoices.openedAt }, invoices.id);
	const where = and(ISSUED, matches(invoices.status, query.status), page.after);
	const rows = await ctx.db.select(summary, invoices, { ...page, where });
	return toPage(rows, query, (row) => [row.openedAt, row.id], invoiceSummary);
}

/** The whole invoice with what became of it, in one round trip. */
export async function readInvoice(
	ctx: TenantContext,
	invoiceId: Id<"invoice">,
	{ drafts = false } = {},
): Promise<InvoiceView> {
	const ofInvoice = eq(payments.invoiceId, invoiceId);
	const [invoice, lines, history, given, notes] = await Promise.all([
		ctx.db.find(invoices, and(eq(invoices.id, invoiceId), drafts ? undefined : ISSUED)),
		ctx.db.list(invoiceLines, { where: eq(invoiceLines.invoiceId, invoiceId), orderBy: [asc(invoiceLines.position)] }),
		ctx.db.list(payments, { where: ofInvoice, orderBy: [asc(payments.createdAt), asc(payments.id)] }),
		ctx.db.select(getTableColumns(refunds), refunds, {
			joins: [{ table: payments, on: eq(payments.id, refunds.paymentId) }],
			where: ofInvoice,
			orderBy: [asc(refunds.createdAt), asc(refunds.id)],
		}),
		ctx.db.list(creditNotes, { where: eq(creditNotes.invoiceId, invoiceId), orderBy: [asc(creditNotes.sequence)] }),
	]);
	if (!invoice) throw new AppError("not_found");
	return invoiceView(invoice, lines, { payments: history, refunds: given, creditNotes: notes });
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

/** An invoice of whichever tenant, for system users: drafts too. */
export async function readAnyInvoice(ctx: SystemContext, invoiceId: Id<"invoice">): Promise<SystemInvoiceView> {
	const [[owner], waiting] = await Promise.all([
		ctx.db.select({ id: invoices.tenantId, name: tenants.name }, invoices, {
			joins: [{ table: tenants, on: eq(tenants.id, invoices.tenantId) }],
			where: eq(invoices.id, invoiceId),
			limit: 1,
		}),
		findWaiting(ctx, { kind: "payment", subjectId: invoiceId }),
	]);
	if (!owner) throw new AppError("not_found");
	const invoice = await readInvoice(inTenant(ctx, ctx.db, owner.id), invoiceId, { drafts: true });
	return { ...invoice, tenant: owner, secondApproval: waiting ? secondApproval(approvalView(waiting)) : null };
}

const secondApproval = ({ id, requestedBy, requestedAt }: ApprovalView) => ({ id, requestedBy, requestedAt });
