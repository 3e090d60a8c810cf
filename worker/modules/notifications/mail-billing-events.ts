import { eq, sql } from "drizzle-orm";
import { localeFrom, ownerLocaleRead } from "#modules/tenants";
import type { JobOf } from "#queues/messages";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import type { Locale } from "#worker/kernel/locale";
import { money } from "#worker/kernel/money";
import { invoices } from "#worker/modules/billing/invoices/tables";
import { payments } from "#worker/modules/billing/payments/tables";
import { deliverMail } from "./deliver-mail";
import { logMissing } from "./log-missing";
import type { MailPort } from "./mail-port";
import { mailRejectedTopUp, mailTopUp } from "./mail-wallet-events";
import { invoiceOpenedMail } from "./templates/invoice-opened";
import type { MailContent } from "./templates/layout";
import { paymentApprovedMail } from "./templates/payment-approved";
import { paymentRejectedMail } from "./templates/payment-rejected";
import { paymentSubmittedMail } from "./templates/payment-submitted";

type Invoice = typeof invoices.$inferSelect;
type Payment = typeof payments.$inferSelect;
type TenantJob = { id: Id<"event">; type: string; tenantId: Id<"tenant"> };
type PaymentJob = TenantJob & { paymentId: Id<"payment"> };
type ToWallet = (
	...about: [ctx: SystemContext, port: MailPort, job: PaymentJob, payment: Payment, invoice?: Invoice]
) => Promise<void>;
type Written = { invoice: Invoice; payment: Payment; url: string; locale: Locale };

const pageOf = (ctx: SystemContext, invoice: Invoice) => `${ctx.config.APP_URL}/app/invoices/${invoice.id}`;

/** In the language of the tenant's owner: the buyer of an invoice is an address, not a user. */
function sendToBuyer(
	ctx: SystemContext,
	port: MailPort,
	job: TenantJob,
	mail: { invoice: Invoice; locale: Locale; content: MailContent },
) {
	const { invoice, locale, content } = mail;
	const to = { eventId: job.id, tenantId: job.tenantId, template: job.type, to: invoice.buyer.email, locale };
	return deliverMail(ctx, port, { ...to, ...content });
}

export async function mailInvoice(
	ctx: SystemContext,
	port: MailPort,
	job: JobOf<"invoice.opened" | "invoice.send">,
): Promise<void> {
	const tenant = inTenant(ctx, ctx.db, job.tenantId);
	const [[invoice], owner] = await tenant.db.readAll([
		tenant.db.toList(invoices, { where: eq(invoices.id, job.invoiceId) }),
		ownerLocaleRead(tenant),
	]);
	if (!invoice || invoice.status === "void") return logMissing(job, "invoice", job.invoiceId);
	const locale = localeFrom(owner);
	const { number, currency, dueAt, buyer } = invoice;
	const total = money(invoice.total, currency);
	const content = invoiceOpenedMail({ buyer: buyer.name, number, total, dueAt, url: pageOf(ctx, invoice) }, locale);
	await sendToBuyer(ctx, port, job, { invoice, locale, content });
}

async function mailPayment(
	ctx: SystemContext,
	port: MailPort,
	job: PaymentJob,
	write: (about: Written) => MailContent,
	toWallet?: ToWallet,
): Promise<void> {
	const tenant = inTenant(ctx, ctx.db, job.tenantId);
	const itsInvoice = sql`(SELECT invoice_id FROM payments WHERE id = ${job.paymentId})`;
	const [[payment], [invoice], owner] = await tenant.db.readAll([
		tenant.db.toList(payments, { where: eq(payments.id, job.paymentId) }),
		tenant.db.toList(invoices, { where: eq(invoices.id, itsInvoice) }),
		ownerLocaleRead(tenant),
	]);
	if (!payment) return logMissing(job, "payment", job.paymentId);
	// A top-up, or money that came too late for its invoice.
	if (payment.target === "wallet") return toWallet?.(ctx, port, job, payment, invoice);
	if (!invoice) return logMissing(job, "invoice", payment.invoiceId ?? payment.id);
	const locale = localeFrom(owner);
	const content = write({ invoice, payment, url: pageOf(ctx, invoice), locale });
	await sendToBuyer(ctx, port, job, { invoice, locale, content });
}

export function mailSubmittedPayment(ctx: SystemContext, port: MailPort, job: JobOf<"payment.submitted">) {
	return mailPayment(ctx, port, job, ({ invoice, payment, url, locale }) => {
		const amount = money(payment.amount, payment.currency);
		const { reference } = payment;
		return paymentSubmittedMail({ buyer: invoice.buyer.name, number: invoice.number, amount, reference, url }, locale);
	});
}

export function mailReceipt(ctx: SystemContext, port: MailPort, job: JobOf<"payment.approved" | "payment.succeeded">) {
	const receipt = ({ invoice, payment, url, locale }: Written) => {
		const { currency, number, buyer, taxRule } = invoice;
		const tax = taxRule === null ? null : money(invoice.tax, currency);
		const [subtotal, total] = [money(invoice.subtotal, currency), money(invoice.total, currency)];
		const paidAt = invoice.paidAt ?? payment.reviewedAt ?? payment.updatedAt;
		return paymentApprovedMail({ buyer: buyer.name, number, subtotal, tax, total, paidAt, url }, locale);
	};
	return mailPayment(ctx, port, job, receipt, mailTopUp);
}

export function mailRejectedPayment(ctx: SystemContext, port: MailPort, job: JobOf<"payment.rejected">) {
	const rejection = ({ invoice, payment, url, locale }: Written) => {
		const amount = money(payment.amount, payment.currency);
		const reason = payment.rejectionReason;
		return paymentRejectedMail({ buyer: invoice.buyer.name, number: invoice.number, amount, reason, url }, locale);
	};
	return mailPayment(ctx, port, job, rejection, mailRejectedTopUp);
}
