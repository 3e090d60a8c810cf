import { and, eq } from "drizzle-orm";
import { entitlementsChanged } from "#modules/catalog";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import { emit } from "#worker/kernel/outbox";
import { next } from "#worker/kernel/state-machine";
import { INVOICE_MACHINE } from "../invoices/rules";
import { invoices } from "../invoices/tables";
import { type Posting, reversed } from "../ledger/rules";
import { ledgerAccounts, transfers } from "../ledger/tables";
import { transfer } from "../ledger/transfer";
import { advancePlanChange } from "../plan-changes/advance";
import { planChanges } from "../plan-changes/tables";
import { SUBSCRIPTION_MACHINE } from "../subscriptions/rules";
import { subscriptions } from "../subscriptions/tables";
import { PAYMENT_MACHINE } from "./rules";
import { payments } from "./tables";

type PaymentRow = typeof payments.$inferSelect;

/**
 * A settlement that the provider has taken back within minutes (Midtrans: settlement, then deny). Ledger and
 * invoice are as before; what was bought is overdue, so that paying again serves the same period again.
 */
export async function reversePayment(ctx: SystemContext, payment: PaymentRow, says: string): Promise<void> {
	const inside = inTenant(ctx, ctx.db, payment.tenantId);
	const { db } = inside;
	if (!payment.transferId)
		throw new AppError("internal", undefined, { cause: new Error(`${payment.id} has no transfer`) });
	const [original, [wallet]] = await Promise.all([
		db.find(transfers, eq(transfers.id, payment.transferId)),
		db.list(ledgerAccounts, {
			where: and(eq(ledgerAccounts.code, "wallet"), eq(ledgerAccounts.currency, payment.currency)),
		}),
	]);
	const money = transfer(inside, {
		...{ kind: "reversal", currency: payment.currency, referenceId: payment.id },
		postings: withinWallet(reversed(original?.postings ?? []), wallet?.balance ?? 0),
		idempotencyKey: `reversal:${payment.transferId}`,
	});
	const status = next(PAYMENT_MACHINE, payment.status, "reverse");
	const changes = { status, failureReason: says, providerSays: says, settledAt: null, updatedAt: ctx.now };
	const resource = { kind: "payment", id: payment.id };
	await db.batch([
		money.statement,
		db.update(payments, and(eq(payments.id, payment.id), eq(payments.status, payment.status)), changes),
		db.guard("payment_state"),
		...(payment.target === "invoice" ? await reopen(inside, payment) : []),
		audit(inside, { action: "payment.reverse", resource, before: { status: payment.status }, after: { status, says } }),
		emit(inside, { type: "payment.reversed", paymentId: payment.id }),
	]);
}

/** A wallet is never below zero: what was spent already becomes what the tenant owes us. */
export function withinWallet(postings: Posting[], balance: number): Posting[] {
	const leg = postings.find(({ account }) => account === "wallet");
	if (!leg || -leg.amount <= balance) return postings;
	const rest = -leg.amount - balance;
	const others = postings.filter((posting) => posting !== leg);
	const fromWallet: Posting[] = balance > 0 ? [{ ...leg, amount: -balance }] : [];
	return [...others, ...fromWallet, { owner: "tenant", account: "receivable", amount: -rest }];
}

async function reopen(ctx: TenantContext, payment: PaymentRow): Promise<Statement[]> {
	const { db, now } = ctx;
	const invoice = payment.invoiceId ? await db.find(invoices, eq(invoices.id, payment.invoiceId)) : undefined;
	if (!invoice) return [];
	const [subscription, change] = await Promise.all([
		db.find(subscriptions, eq(subscriptions.id, invoice.subscriptionId)),
		invoice.planChangeId ? db.find(planChanges, eq(planChanges.id, invoice.planChangeId)) : undefined,
	]);
	const status = next(INVOICE_MACHINE, invoice.status, "reopen");
	const servedAPeriod = invoice.periodStart !== null || (change !== undefined && change.timing !== "same_period");
	// What was bought first began when it was paid. Where that period is over, its invoice alone is owed again.
	const began = invoice.periodStart ?? payment.settledAt;
	const unserved = subscription && servedAPeriod && subscription.periodStart === began ? subscription : null;
	return [
		db.update(invoices, and(eq(invoices.id, invoice.id), eq(invoices.status, invoice.status)), {
			...{ status, paidAt: null },
			// From here on it is the bill of that period, which dunning finds by its beginning.
			...(unserved && { periodStart: began }),
			updatedAt: now,
		}),
		db.guard("invoice_state"),
		...advancePlanChange(ctx, invoice.planChangeId, "reverse"),
		...(unserved ? overdue(ctx, unserved) : []),
	];
}

/** Back to before the period that was bought: it is overdue from its first moment, and dunning takes over. */
function overdue(ctx: TenantContext, row: typeof subscriptions.$inferSelect): Statement[] {
	const { db, now } = ctx;
	if (row.status !== "active") return [];
	const status = next(SUBSCRIPTION_MACHINE, row.status, "miss");
	const unserved = { status, periodEnd: row.periodStart, pastDueSince: now, nextDunningAt: now, dunningStep: 0 };
	return [
		db.update(subscriptions, and(eq(subscriptions.id, row.id), eq(subscriptions.status, row.status)), {
			...unserved,
			nextBillingAt: null,
			updatedAt: now,
		}),
		db.guard("subscription_state"),
		...entitlementsChanged(ctx),
	];
}
