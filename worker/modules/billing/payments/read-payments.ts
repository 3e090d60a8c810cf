import { and, eq } from "drizzle-orm";
import type { SystemContext, TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import { contains, matches } from "#worker/kernel/search";
import { invoices } from "../invoices/tables";
import type { PaymentQuery, PaymentView, SystemPaymentQuery, SystemPaymentView } from "./schemas";
import {
	paymentFields,
	paymentJoins,
	paymentView,
	systemPaymentFields,
	systemPaymentJoins,
	systemPaymentView,
} from "./system-payment";
import { payments } from "./tables";

const key = (row: { createdAt: number; id: string }): [number, string] => [row.createdAt, row.id];

export async function readPayment(ctx: TenantContext, paymentId: Id<"payment">): Promise<PaymentView> {
	const where = eq(payments.id, paymentId);
	const [row] = await ctx.db.select(paymentFields, payments, { joins: paymentJoins, where, limit: 1 });
	if (!row) throw new AppError("not_found");
	return paymentView(row);
}

export async function listPayments(ctx: TenantContext, query: PaymentQuery) {
	const page = pageClause(query, { createdAt: payments.createdAt }, payments.id);
	const filters = [matches(payments.target, query.target), matches(payments.invoiceId, query.invoiceId)];
	const where = and(matches(payments.status, query.status), ...filters, page.after);
	const rows = await ctx.db.select(paymentFields, payments, { ...page, joins: paymentJoins, where });
	return toPage(rows, query, key, paymentView);
}

export async function listAllPayments(ctx: SystemContext, query: SystemPaymentQuery) {
	const page = pageClause(query, { createdAt: payments.createdAt }, payments.id);
	const filters = [
		matches(payments.status, query.status),
		matches(payments.provider, query.provider),
		matches(payments.target, query.target),
		matches(payments.tenantId, query.tenantId),
		matches(payments.invoiceId, query.invoiceId),
	];
	const where = and(...filters, contains(query.search, payments.reference, invoices.number), page.after);
	const rows = await ctx.db.select(systemPaymentFields, payments, { ...page, joins: systemPaymentJoins, where });
	return toPage(rows, query, key, systemPaymentView);
}

export async function readAnyPayment(ctx: SystemContext, paymentId: Id<"payment">): Promise<SystemPaymentView> {
	const where = eq(payments.id, paymentId);
	const [row] = await ctx.db.select(systemPaymentFields, payments, { joins: systemPaymentJoins, where, limit: 1 });
	if (!row) throw new AppError("not_found");
	return systemPaymentView(row);
}
