import { eq } from "drizzle-orm";
import { ownerLocale } from "#modules/tenants";
import type { JobOf } from "#queues/messages";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { money } from "#worker/kernel/money";
import { billingDetails, creditNotes, invoices } from "#worker/modules/billing/invoices/tables";
import { payments } from "#worker/modules/billing/payments/tables";
import { refunds } from "#worker/modules/billing/refunds/tables";
import { users } from "#worker/modules/identity/tables";
import { members, tenants } from "#worker/modules/tenants/tables";
import { deliverMail } from "./deliver-mail";
import { logMissing } from "./log-missing";
import type { MailPort } from "./mail-port";
import { refundSucceededMail } from "./templates/refund-succeeded";

/** To the buyer of the invoice; of a top-up, to where the tenant's invoices go, or else its owner. */
export async function mailRefund(ctx: SystemContext, port: MailPort, job: JobOf<"refund.succeeded">): Promise<void> {
	const tenant = inTenant(ctx, ctx.db, job.tenantId);
	const [row] = await tenant.db.select(
		{
			refund: refunds.id,
			amount: refunds.amount,
			currency: refunds.currency,
			reason: refunds.reason,
			way: refunds.way,
			finalAt: refunds.finalAt,
			creditNoteId: refunds.creditNoteId,
			invoiceId: payments.invoiceId,
			target: payments.target,
		},
		refunds,
		{
			joins: [{ table: payments, on: eq(payments.id, refunds.paymentId) }],
			where: eq(refunds.id, job.refundId),
			limit: 1,
		},
	);
	if (!row) return logMissing(job, "refund", job.refundId);
	const [{ name, email, number }, note, locale] = await Promise.all([
		recipientOf(tenant, row.target === "invoice" ? row.invoiceId : null),
		row.creditNoteId ? tenant.db.find(creditNotes, eq(creditNotes.id, row.creditNoteId)) : undefined,
		ownerLocale(tenant),
	]);
	if (!email) return logMissing(job, "refund", job.refundId);
	const page = number ? `/app/invoices/${row.invoiceId}` : "/app/wallet";
	const content = refundSucceededMail(
		{
			...{ buyer: name, number, creditNote: note?.number ?? null, reason: row.reason },
			...{ amount: money(row.amount, row.currency), toWallet: row.way === "wallet", at: row.finalAt ?? ctx.now },
			url: ctx.config.APP_URL + page,
		},
		locale,
	);
	const to = { eventId: job.id, tenantId: job.tenantId, template: job.type, to: email, locale };
	await deliverMail(ctx, port, { ...to, ...content });
}

type Recipient = { name: string; email: string | null; number: string | null };

async function recipientOf({ db, tenantId }: TenantContext, invoiceId: Id<"invoice"> | null): Promise<Recipient> {
	const invoice = invoiceId ? await db.find(invoices, eq(invoices.id, invoiceId)) : undefined;
	if (invoice) return { name: invoice.buyer.name, email: invoice.buyer.email, number: invoice.number };
	const [details, tenant, [owner]] = await Promise.all([
		db.find(billingDetails, undefined),
		db.find(tenants, eq(tenants.id, tenantId)),
		db.select({ email: users.email }, members, {
			joins: [{ table: users, on: eq(users.id, members.userId) }],
			where: eq(members.role, "owner"),
			limit: 1,
		}),
	]);
	return { name: tenant?.name ?? "", email: details?.details.email ?? owner?.email ?? null, number: null };
}
