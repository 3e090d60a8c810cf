import { and, eq, type SQL, sql } from "drizzle-orm";
import { alias, type SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { SystemContext } from "#worker/kernel/context";
import { iso, isoOrNull } from "#worker/kernel/time";
import { files } from "#worker/modules/files/tables";
import { users } from "#worker/modules/identity/tables";
import { tenants } from "#worker/modules/tenants/tables";
import { approvalRequests } from "../approvals/tables";
import { invoices } from "../invoices/tables";
import type { PaymentView, SystemPaymentView } from "./schemas";
import { paymentMethods, payments } from "./tables";

const reviewers = alias(users, "reviewers");
const requesters = alias(users, "requesters");
/** A second person's yes that is waited for, to the payment or later to a refund of it; the partial index finds it. */
const waitingForSecond = and(
	sql`${approvalRequests.kind} = CASE ${payments.status} WHEN 'awaiting_review' THEN 'payment' ELSE 'refund' END`,
	sql`${approvalRequests.subjectId} = ${payments.id}`,
	sql`${approvalRequests.status} = 'waiting'`,
) as SQL;

/** A column of an optional join: the row may not be there. */
const orNull = <C extends SQLiteColumn>(column: C) => sql<C["_"]["data"] | null>`${column}`;

const { id, status, method, amount, currency, reference, notes } = payments;
const { proofFileId, rejectionReason, reviewedAt, createdAt, invoiceId, target, provider } = payments;
const { channel, checkoutUrl, providerReference, failureReason, refunded, expiresAt, settledAt } = payments;

/** What a tenant sees of its payment; needs the joins below. */
export const paymentFields = {
	...{ id, status, method, amount, currency, reference, notes },
	...{ proofFileId, rejectionReason, reviewedAt, createdAt, invoiceId, target, provider },
	...{ channel, checkoutUrl, providerReference, failureReason, refunded, expiresAt, settledAt },
	number: orNull(invoices.number),
	methodName: orNull(paymentMethods.name),
};
export const paymentJoins = [
	{ table: invoices, on: eq(invoices.id, payments.invoiceId), optional: true },
	{ table: paymentMethods, on: eq(paymentMethods.code, payments.method), optional: true },
];

/** What a system user sees of it, in the same single read. */
export const systemPaymentFields = {
	...paymentFields,
	tenantId: payments.tenantId,
	tenantName: tenants.name,
	total: orNull(invoices.total),
	invoiceCurrency: orNull(invoices.currency),
	invoiceStatus: orNull(invoices.status),
	providerSays: payments.providerSays,
	providerTransactionId: payments.providerTransactionId,
	submittedBy: orNull(users.name),
	reviewedBy: orNull(reviewers.name),
	reviewNotes: payments.reviewNotes,
	fileId: orNull(files.id),
	fileName: orNull(files.name),
	fileType: orNull(files.type),
	fileSize: orNull(files.size),
	approvalId: orNull(approvalRequests.id),
	approvalBy: orNull(requesters.id),
	approvalByName: orNull(requesters.name),
	approvalAt: orNull(approvalRequests.createdAt),
};
export const systemPaymentJoins = [
	...paymentJoins,
	{ table: tenants, on: eq(tenants.id, payments.tenantId) },
	{ table: users, on: eq(users.id, payments.submittedBy), optional: true },
	{ table: reviewers, on: eq(reviewers.id, payments.reviewedBy), optional: true },
	{ table: files, on: eq(files.id, payments.proofFileId), optional: true },
	{ table: approvalRequests, on: waitingForSecond, optional: true },
	{ table: requesters, on: eq(requesters.id, approvalRequests.requestedBy), optional: true },
];

const select = (ctx: SystemContext) => ctx.db.select(systemPaymentFields, payments, { joins: systemPaymentJoins });
export type SystemPaymentRow = Awaited<ReturnType<typeof select>>[number];
type PaymentRow = Pick<SystemPaymentRow, keyof typeof paymentFields>;

/** A checkout that can still be paid has its address. */
const PAYABLE: PaymentView["status"][] = ["created", "pending"];

export function paymentView(row: PaymentRow): PaymentView {
	const { id, status, method, methodName, reference, notes, proofFileId, rejectionReason } = row;
	const { provider, target, channel, failureReason, invoiceId, number, currency } = row;
	return {
		...{ id, status, provider, target, method, methodName, channel },
		...{ reference, notes, proofFileId, rejectionReason, failureReason },
		invoice: invoiceId && number ? { id: invoiceId, number } : null,
		amount: { amount: row.amount, currency },
		refunded: { amount: row.refunded, currency },
		checkoutUrl: PAYABLE.includes(status) ? row.checkoutUrl : null,
		providerOrderId: row.providerReference,
		expiresAt: isoOrNull(row.expiresAt),
		settledAt: isoOrNull(row.settledAt),
		reviewedAt: isoOrNull(row.reviewedAt),
		createdAt: iso(row.createdAt),
	};
}

function proofOf({ fileId: id, fileName: name, fileType: type, fileSize: size }: SystemPaymentRow) {
	return id && name && type && size ? { id, name, type, size } : null;
}

function invoiceOf({ invoiceId, number, total, invoiceCurrency, invoiceStatus: status }: SystemPaymentRow) {
	if (!invoiceId || !number || total === null || !invoiceCurrency || !status) return null;
	return { id: invoiceId, number, total: { amount: total, currency: invoiceCurrency }, status };
}

function secondApprovalOf({ approvalId: id, approvalBy, approvalByName, approvalAt }: SystemPaymentRow) {
	if (!id || !approvalBy || !approvalByName || approvalAt === null) return null;
	return { id, requestedBy: { id: approvalBy, name: approvalByName }, requestedAt: iso(approvalAt) };
}

export function systemPaymentView(row: SystemPaymentRow): SystemPaymentView {
	const { submittedBy, reviewedBy, reviewNotes, providerSays, providerTransactionId } = row;
	return {
		...paymentView(row),
		...{ submittedBy, reviewedBy, reviewNotes, providerSays, providerTransactionId },
		tenant: { id: row.tenantId, name: row.tenantName },
		invoice: invoiceOf(row),
		proof: proofOf(row),
		secondApproval: secondApprovalOf(row),
	};
}
