import { and, eq } from "drizzle-orm";
import type { SystemContext, TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import { contains, matches } from "#worker/kernel/search";
import { iso, isoOrNull } from "#worker/kernel/time";
import { files } from "#worker/modules/files/tables";
import { users } from "#worker/modules/identity/tables";
import { tenants } from "#worker/modules/tenants/tables";
import { invoices } from "../invoices/tables";
import type { PaymentQuery, PaymentView, SystemPaymentQuery, SystemPaymentView } from "./schemas";
import { payments } from "./tables";

const { id, status, method, amount, currency, reference, notes, proofFileId, rejectionReason, reviewedAt, createdAt } =
	payments;
const own = {
	...{ id, status, method, amount, currency, reference, notes, proofFileId, rejectionReason, reviewedAt, createdAt },
	invoiceId: payments.invoiceId,
	number: invoices.number,
};
const invoice = { table: invoices, on: eq(invoices.id, payments.invoiceId) };

type OwnRow = Awaited<ReturnType<typeof selectOwn>>[number];
const selectOwn = (ctx: TenantContext) => ctx.db.select(own, payments, { joins: [invoice] });

function paymentView(row: OwnRow): PaymentView {
	const { id, status, method, reference, notes, proofFileId, rejectionReason } = row;
	return {
		...{ id, status, method, reference, notes, proofFileId, rejectionReason },
		invoice: { id: row.invoiceId, number: row.number },
		amount: { amount: row.amount, currency: row.currency },
		reviewedAt: isoOrNull(row.reviewedAt),
		createdAt: iso(row.createdAt),
	};
}

export async function readPayment(ctx: TenantContext, paymentId: Id<"payment">): Promise<PaymentView> {
	const [row] = await ctx.db.select(own, payments, { joins: [invoice], where: eq(payments.id, paymentId), limit: 1 });
	if (!row) throw new AppError("not_found");
	return paymentView(row);
}

export async function listPayments(ctx: TenantContext, query: PaymentQuery) {
	const page = pageClause(query, { createdAt: payments.createdAt }, payments.id);
	const where = and(matches(payments.status, query.status), matches(payments.invoiceId, query.invoiceId), page.after);
	const rows = await ctx.db.select(own, payments, { ...page, joins: [invoice], where });
	return toPage(rows, query, (row) => [row.createdAt, row.id], paymentView);
}

const everything = {
	...own,
	tenantId: payments.tenantId,
	tenantName: tenants.name,
	total: invoices.total,
	invoiceCurrency: invoices.currency,
	invoiceStatus: invoices.status,
	submittedBy: users.name,
	reviewedById: payments.reviewedBy,
	reviewNotes: payments.reviewNotes,
	fileId: files.id,
	fileName: files.name,
	fileType: files.type,
	fileSize: files.size,
};
const joins = [
	invoice,
	{ table: tenants, on: eq(tenants.id, payments.tenantId) },
	{ table: users, on: eq(users.id, payments.submittedBy), optional: true },
	{ table: files, on: eq(files.id, payments.proofFileId), optional: true },
];

type FullRow = Awaited<ReturnType<typeof selectEverything>>[number];
const selectEverything = (ctx: SystemContext) => ctx.db.select(everything, payments, { joins });

function systemPaymentView(row: FullRow, reviewedBy: string | null): SystemPaymentView {
	const total = { amount: row.total, currency: row.invoiceCurrency };
	return {
		...paymentView(row),
		tenant: { id: row.tenantId, name: row.tenantName },
		invoice: { id: row.invoiceId, number: row.number, total, status: row.invoiceStatus },
		submittedBy: row.submittedBy,
		reviewedBy,
		reviewNotes: row.reviewNotes,
		proof: row.fileId ? { id: row.fileId, name: row.fileName, type: row.fileType, size: row.fileSize } : null,
	};
}

export async function listAllPayments(ctx: SystemContext, query: SystemPaymentQuery) {
	const page = pageClause(query, { createdAt: payments.createdAt }, payments.id);
	const filters = [matches(payments.status, query.status), matches(payments.tenantId, query.tenantId)];
	const where = and(...filters, contains(query.search, payments.reference, invoices.number), page.after);
	const rows = await ctx.db.select(everything, payments, { ...page, joins, where });
	return toPage(
		rows,
		query,
		(row) => [row.createdAt, row.id],
		(row) => systemPaymentView(row, row.reviewedById),
	);
}

export async function readAnyPayment(ctx: SystemContext, paymentId: Id<"payment">): Promise<SystemPaymentView> {
	const [row] = await ctx.db.select(everything, payments, { joins, where: eq(payments.id, paymentId), limit: 1 });
	if (!row) throw new AppError("not_found");
	const reviewer = row.reviewedById ? await ctx.db.find(users, eq(users.id, row.reviewedById)) : undefined;
	return systemPaymentView(row, reviewer?.name ?? null);
}
