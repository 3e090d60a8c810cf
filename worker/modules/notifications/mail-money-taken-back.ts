import { eq } from "drizzle-orm";
import { ownerLocale } from "#modules/tenants";
import type { JobOf } from "#queues/messages";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { money } from "#worker/kernel/money";
import { invoices } from "#worker/modules/billing/invoices/tables";
import { payments } from "#worker/modules/billing/payments/tables";
import { readSeller } from "#worker/modules/billing/seller/manage-seller";
import { tenants } from "#worker/modules/tenants/tables";
import { deliverMail } from "./deliver-mail";
import { logMissing } from "./log-missing";
import type { MailPort } from "./mail-port";
import { paymentDisputedMail } from "./templates/payment-disputed";
import { paymentReversedMail } from "./templates/payment-reversed";

/** To the buyer: the invoice is open again. A top-up that was taken back shows in the wallet. */
export async function mailReversal(ctx: SystemContext, port: MailPort, job: JobOf<"payment.reversed">): Promise<void> {
	const tenant = inTenant(ctx, ctx.db, job.tenantId);
	const payment = await tenant.db.find(payments, eq(payments.id, job.paymentId));
	const invoice = payment?.invoiceId && (await tenant.db.find(invoices, eq(invoices.id, payment.invoiceId)));
	if (!payment || !invoice) return;
	const locale = await ownerLocale(tenant);
	const about = { buyer: invoice.buyer.name, number: invoice.number, amount: money(payment.amount, payment.currency) };
	const content = paymentReversedMail({ ...about, url: `${ctx.config.APP_URL}/app/invoices/${invoice.id}` }, locale);
	const to = { eventId: job.id, tenantId: job.tenantId, template: job.type, to: invoice.buyer.email, locale };
	await deliverMail(ctx, port, { ...to, ...content });
}

/** To whoever issues the invoices, in English: it is they who answer a dispute. */
export async function mailDispute(ctx: SystemContext, port: MailPort, job: JobOf<"payment.disputed">): Promise<void> {
	const [payment, tenant, seller] = await Promise.all([
		ctx.db.find(payments, eq(payments.id, job.paymentId)),
		ctx.db.find(tenants, eq(tenants.id, job.tenantId)),
		readSeller(ctx.db),
	]);
	if (!payment || !tenant) return logMissing(job, "payment", job.paymentId);
	const amount = money(payment.amount, payment.currency);
	const url = `${ctx.config.APP_URL}/admin/payments/${payment.id}`;
	const content = paymentDisputedMail({ tenant: tenant.name, amount, says: payment.providerSays ?? "-", url }, "en");
	const to = { eventId: job.id, tenantId: job.tenantId, template: job.type, to: seller.email, locale: "en" as const };
	await deliverMail(ctx, port, { ...to, ...content });
}
