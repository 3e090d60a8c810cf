import { eq } from "drizzle-orm";
import { localeFrom } from "#modules/tenants";
import type { JobOf } from "#queues/messages";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { money } from "#worker/kernel/money";
import { billingDetails, type invoices } from "#worker/modules/billing/invoices/tables";
import type { payments } from "#worker/modules/billing/payments/tables";
import { loadBalance } from "#worker/modules/billing/wallet/check-balance";
import { loadFunds } from "#worker/modules/billing/wallet/load-funds";
import { users } from "#worker/modules/identity/tables";
import { members, tenants } from "#worker/modules/tenants/tables";
import { deliverMail } from "./deliver-mail";
import { logMissing } from "./log-missing";
import type { MailPort } from "./mail-port";
import type { MailContent } from "./templates/layout";
import { topUpReceivedMail } from "./templates/top-up-received";
import { topUpRejectedMail } from "./templates/top-up-rejected";
import { walletLowMail } from "./templates/wallet-low";

type TenantJob = { id: Id<"event">; type: string; tenantId: Id<"tenant"> };
type TopUp = typeof payments.$inferSelect;
type Invoice = typeof invoices.$inferSelect;

const walletPage = (ctx: SystemContext) => `${ctx.config.APP_URL}/app/wallet`;

/** Where a tenant's bills go; without one, its owner. */
async function payerOf(tenant: TenantContext) {
	const { db } = tenant;
	const [[row], [details], [owner]] = await db.readAll([
		db.toSelect({ name: tenants.name }, members, {
			joins: [{ table: tenants, on: eq(tenants.id, members.tenantId) }],
			limit: 1,
		}),
		db.toList(billingDetails),
		db.toSelect({ email: users.email, locale: users.locale }, members, {
			joins: [{ table: users, on: eq(users.id, members.userId) }],
			where: eq(members.role, "owner"),
			limit: 1,
		}),
	]);
	const email = details?.details.email ?? owner?.email;
	return row && email ? { name: row.name, email, locale: localeFrom(owner ? [owner] : []) } : null;
}

type Payer = NonNullable<Awaited<ReturnType<typeof payerOf>>>;

async function send(
	ctx: SystemContext,
	port: MailPort,
	job: TenantJob,
	write: (payer: Payer, tenant: TenantContext) => Promise<MailContent>,
): Promise<void> {
	const tenant = inTenant(ctx, ctx.db, job.tenantId);
	const payer = await payerOf(tenant);
	if (!payer) return logMissing(job, "tenant", job.tenantId);
	const content = await write(payer, tenant);
	const to = { eventId: job.id, tenantId: job.tenantId, template: job.type, to: payer.email, locale: payer.locale };
	await deliverMail(ctx, port, { ...to, ...content });
}

/** Money has arrived in the wallet: a top-up's, or what was sent for an invoice that could not take it. */
export function mailTopUp(
	ctx: SystemContext,
	port: MailPort,
	job: TenantJob,
	payment: TopUp,
	invoice?: Invoice,
): Promise<void> {
	return send(ctx, port, job, async ({ name, locale }, tenant) => {
		const { wallet } = await loadFunds(tenant, payment.currency);
		const [amount, balance] = [money(payment.amount, payment.currency), money(wallet, payment.currency)];
		const paidAt = payment.settledAt ?? payment.updatedAt;
		const missed = invoice ? { number: invoice.number, paid: invoice.status === "paid" } : null;
		return topUpReceivedMail({ tenant: name, amount, balance, paidAt, missed, url: walletPage(ctx) }, locale);
	});
}

/** Nobody has found the money that a top-up was said to be. */
export function mailRejectedTopUp(ctx: SystemContext, port: MailPort, job: TenantJob, payment: TopUp): Promise<void> {
	return send(ctx, port, job, async ({ name, locale }) => {
		const { reference, rejectionReason: reason } = payment;
		const amount = money(payment.amount, payment.currency);
		return topUpRejectedMail({ tenant: name, amount, reference, reason, url: walletPage(ctx) }, locale);
	});
}

/** The balance is low, too low for the renewal, or an automatic top-up could not be made. */
export function mailLowBalance(ctx: SystemContext, port: MailPort, job: JobOf<"wallet.low">): Promise<void> {
	return send(ctx, port, job, async ({ name, locale }, tenant) => {
		const { funds, renewal } = await loadBalance(tenant);
		const figure = (amount: number) => money(amount, funds.currency);
		const due = renewal && { plan: renewal.plan, price: figure(renewal.total), at: renewal.at };
		const about = { because: job.because, tenant: name, available: figure(funds.wallet), credit: figure(funds.credit) };
		return walletLowMail({ ...about, renewal: due, url: walletPage(ctx) }, locale);
	});
}
