import { and, eq } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import type { Id } from "#worker/kernel/ids";
import { openInvoice } from "../invoices/open-invoice";
import { invoices } from "../invoices/tables";
import { type Quote, quoteDue, quotePlan } from "../plan-changes/rules";
import { applyScheduledChange, invoiceScheduledChange, takeItems } from "../plan-changes/scheduled";
import type { Debt } from "../settlement/load-settlement";
import { walletPaymentStatements } from "../wallet/pay-from-wallet";
import { grantLimits } from "./fall-back";
import type { Renewal } from "./load-renewal";
import { periodBought } from "./rules";
import { subscriptions } from "./tables";

export type Bill = { invoiceId: Id<"invoice">; quote: Quote; opening: Statement[] };

/** The invoice of the period that begins at `periodStart`: the plan or the change to another, and what waited for it. */
export function billPeriod(ctx: TenantContext, renewal: Renewal, periodStart: number): Bill {
	const { seller, buyer, scheduled } = renewal;
	if (!seller || !buyer || renewal.price === null) throw new RangeError(`${renewal.id} cannot be billed`);
	const price = { amount: renewal.price, currency: renewal.currency };
	const plan = quotePlan({ name: renewal.planName, interval: renewal.interval, price }, seller, ctx.now).lines;
	const items = scheduled?.items ?? plan;
	const currency = scheduled?.currency ?? renewal.currency;
	const charge = items.reduce((sum, { unitPrice, quantity }) => sum + unitPrice.amount * quantity, 0);
	const taken = takeItems(ctx, renewal.pending, { amount: charge, currency });
	const [first, ...rest] = [...items, ...taken.items].map(({ description, quantity, unitPrice }) => ({
		...{ description, quantity, unitPrice },
	}));
	if (!first) throw new RangeError(`${renewal.id} has nothing to bill`);
	const quote = quoteDue([first, ...rest], seller, ctx.now);
	const { invoiceId, statements } = openInvoice(ctx, {
		subscriptionId: renewal.id,
		planChangeId: scheduled?.id ?? null,
		periodStart,
		quote,
		buyer: { ...buyer, name: renewal.tenantName },
		seller,
	});
	return { invoiceId, quote, opening: [...statements, ...taken.statements(invoiceId)] };
}

/**
 * The statements that open a bill and pay it from the tenant's credit and wallet in the same batch, or just close it
 * where its items come to nothing. Null when there is not enough.
 */
export function paidBill(ctx: TenantContext, renewal: Renewal, bill: Bill, periodStart: number): Statement[] | null {
	if (bill.quote.total.amount === 0) return nothingToPay(ctx, renewal, bill);
	const debt = debtOf(ctx, renewal, bill, periodStart);
	const payment = walletPaymentStatements(ctx, debt, renewal.fundsIn(debt.invoiceCurrency));
	if (!payment) return null;
	return [...opened(ctx, renewal, bill), ...payment.statements];
}

/** The statements that leave a bill open, its change waiting for the money. */
export const opened = (ctx: TenantContext, { scheduled }: Renewal, bill: Bill): Statement[] => [
	...(scheduled ? invoiceScheduledChange(ctx, scheduled) : []),
	...bill.opening,
];

function debtOf(ctx: TenantContext, renewal: Renewal, { invoiceId, quote }: Bill, periodStart: number): Debt {
	const { scheduled } = renewal;
	const plan = scheduled?.plan ?? { id: renewal.planId, code: renewal.planCode, limits: renewal.limits };
	return {
		tenantId: ctx.tenantId,
		tenantStatus: renewal.tenantStatus,
		suspendedFor: renewal.suspendedFor,
		invoiceId,
		// The number is taken when the batch is written.
		number: invoiceId,
		total: quote.total.amount,
		subtotal: quote.subtotal.amount,
		tax: quote.tax.amount,
		invoiceCurrency: quote.total.currency,
		invoiceStatus: "open",
		periodStart,
		planChangeId: scheduled?.id ?? null,
		timing: scheduled ? "period_end" : null,
		bonusDays: scheduled?.bonusDays ?? 0,
		subscriptionId: renewal.id,
		subscriptionStatus: renewal.status,
		interval: scheduled?.interval ?? renewal.interval,
		periodEnd: renewal.periodEnd,
		anchorDay: renewal.anchorDay,
		planId: plan.id,
		planCode: plan.code,
		limits: plan.limits,
		product: renewal.product,
	};
}

/** Credit took all of it: no money moves, so there is no payment; the invoice is paid as it is opened. */
function nothingToPay(ctx: TenantContext, renewal: Renewal, bill: Bill): Statement[] {
	const { db, now } = ctx;
	const resource = { kind: "invoice", id: bill.invoiceId };
	return [
		...bill.opening,
		db.update(invoices, and(eq(invoices.id, bill.invoiceId), eq(invoices.status, "open")), {
			status: "paid",
			paidAt: now,
			updatedAt: now,
		}),
		db.guard("invoice_state"),
		audit(ctx, { action: "invoice.pay", resource, after: { status: "paid", total: bill.quote.total } }),
		...(renewal.scheduled
			? applyScheduledChange(ctx, renewal.scheduled, renewal)
			: [...extend(ctx, renewal), ...grantLimits(ctx, { code: renewal.planCode, limits: renewal.limits })]),
	];
}

function extend({ db, now }: TenantContext, renewal: Renewal): Statement[] {
	const { start, end, anchorDay } = periodBought(renewal, now);
	const asRead = and(
		eq(subscriptions.id, renewal.id),
		eq(subscriptions.status, renewal.status),
		renewal.periodEnd === null ? undefined : eq(subscriptions.periodEnd, renewal.periodEnd),
	);
	const period = { periodStart: start, periodEnd: end, anchorDay, nextBillingAt: end };
	return [
		db.update(subscriptions, asRead, { ...period, status: "active", updatedAt: now }),
		db.guard("subscription_state"),
	];
}
