import { eq } from "drizzle-orm";
import { buyer, type Founded, NOW, system } from "#tests/factories";
import type { TenantContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import type { Money } from "#worker/kernel/money";
import { invoices } from "#worker/modules/billing/invoices/tables";
import { approvePayment } from "#worker/modules/billing/payments/review-payment";
import { submitPayment } from "#worker/modules/billing/payments/submit-payment";
import type { NewTenant } from "#worker/modules/billing/sign-up/schemas";
import { subscriptions } from "#worker/modules/billing/subscriptions/tables";

/** Pays an invoice by bank transfer, approved at once. */
export async function payByHand(ctx: TenantContext, invoiceId: Id<"invoice">, now = ctx.now): Promise<void> {
	const invoice = await ctx.db.find(invoices, eq(invoices.id, invoiceId));
	if (!invoice) throw new Error("no such invoice");
	const amount: Money = { amount: invoice.total, currency: invoice.currency };
	const payment = await submitPayment({ ...ctx, now }, invoiceId, { method: "bca", amount, reference: "TRX" });
	await approvePayment(system(now), payment.id, {});
}

export type Subscriber = Founded & { subscriptionId: Id<"subscription">; periodEnd: number };

/** A tenant whose first period is paid from `now` on. */
export async function subscriber(input: Partial<NewTenant> = {}, now = NOW): Promise<Subscriber> {
	const founded = await buyer(input, now);
	const { ctx } = founded;
	await payByHand(ctx, founded.founded.invoice?.id ?? "inv_");
	const row = await subscriptionOf(ctx);
	return { ...founded, subscriptionId: row.id, periodEnd: row.periodEnd ?? 0 };
}

/** The tenant's latest subscription. */
export async function subscriptionOf(ctx: TenantContext) {
	const rows = await ctx.db.list(subscriptions);
	const row = rows.toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)).at(-1);
	if (!row) throw new Error("no subscription");
	return row;
}
