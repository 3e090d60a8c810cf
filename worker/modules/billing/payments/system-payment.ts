import { eq, sql } from "drizzle-orm";
import { alias, type SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { SystemContext } from "#worker/kernel/context";
import { iso, isoOrNull } from "#worker/kernel/time";
import { files } from "#worker/modules/files/tables";
import { users } from "#worker/modules/identity/tables";
import { tenants } from "#worker/modules/tenants/tables";
import { invoices } from "../invoices/tables";
import type { PaymentView, SystemPaymentView } from "./schemas";
import { paymentMethods, payments } from "./tables";

const reviewers = alias(users, "reviewers");

/** A column of an optional join: the row may not be there. */
const orNull = <C extends SQLiteColumn>(column: C) => sql<C["_"]["data"] | null>`${column}`;

const { id, status, method, amount, currency, reference, notes } = payments;
const { proofFileId, rejectionReason, reviewedAt, createdAt, invoiceId } = payments;

/** What a tenant sees of its payment; needs the joins below. */
export const paymentFields = {
	...{ id, status, method, amount, currency, reference, notes },
	...{ proofFileId, rejectionReason, reviewedAt, createdAt, invoiceId },
	number: invoices.number,
	methodName: orNull(paymentMethods.name),
};
export const paymentJoins = [
	{ table: invoices, on: eq(invoices.id, payments.invoiceId) },
	{ table: paymentMethods, on: eq(paymentMethods.code, payments.method), optional: true },
];

/** What a system user sees of it, in the same single read. */
export const systemPaymentFields = {
	...paymentFields,
	tenantId: payments.tenantId,
	tenantName: tenants.name,
	total: invoices.total,
	invoiceCurrency: invoices.currency,
	invoiceStatus: invoices.status,
	submittedBy: orNull(users.name),
	reviewedBy: orNull(reviewers.name),
	reviewNotes: payments.reviewNotes,
	fileId: orNull(files.id),
	fileName: orNull(files.name),
	fileType: orNull(files.type),
	fileSize: orNull(files.size),
};
export const systemPaymentJoins = [
	...paymentJoins,
	{ table: tenants, on: eq(tenants.id, payments.tenantId) },
	{ table: users, on: eq(users.id, payments.submittedBy), optional: true },
	{ table: reviewers, on: eq(reviewers.id, payments.reviewedBy), optional: true },
	{ table: files, on: eq(files.id, payments.proofFileId), optional: true },
];

const select = (ctx: SystemContext) => ctx.db.select(systemPaymentFields, payments, { joins: systemPaymentJoins });
export type SystemPaymentRow = Awaited<ReturnType<typeof select>>[number];
type PaymentRow = Pick<SystemPaymentRow, keyof typeof paymentFields>;

export function paymentView(row: PaymentRow): PaymentView {
	const { id, status, method, methodName, reference, notes, proofFileId, rejectionReason } = row;
	return {
		...{ id, status, method, methodName, reference, notes, proofFileId, rejectionReason },
		invoice: { id: row.invoiceId, number: row.number },
		amount: { amount: row.amount, currency: row.currency },
		reviewedAt: isoOrNull(row.reviewedAt),
		createdAt: iso(row.createdAt),
	};
}

function proofOf({ fileId: id, fileName: name, fileType: type, fileSize: size }: SystemPaymentRow) {
	return id && name && type && size ? { id, name, type, size } : null;
}

export function systemPaymentView(row: SystemPaymentRow): SystemPaymentView {
	const total = { amount: row.total, currency: row.invoiceCurrency };
	const { submittedBy, reviewedBy, reviewNotes } = row;
	return {
		...paymentView(row),
		...{ submittedBy, reviewedBy, reviewNotes },
		tenant: { id: row.tenantId, name: row.tenantName },
		invoice: { id: row.invoiceId, number: row.number, total, status: row.invoiceStatus },
		proof: proofOf(row),
	};
}
