import { and, eq, isNull, sql } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { emit } from "#worker/kernel/outbox";
import { entitlements } from "#worker/modules/catalog/tables";
import { tenants } from "#worker/modules/tenants/tables";
import { invoices } from "../invoices/tables";
import { transfer } from "../ledger/transfer";
import { payments } from "../payments/tables";
import { advancePlanChange } from "../plan-changes/advance";
import { subscriptions } from "../subscriptions/tables";
import type { Settlement } from "./load-settlement";
import type { SettlementPlan } from "./rules";

type Review = { notes: string | null };

/**
 * The one place where money becomes service: payment, ledger, invoice, plan change, subscription, tenant,
 * entitlements, audit and event in one D1 batch. Each row moves only from the state that was read; a guard
 * behind each aborts everything when somebody was faster.
 */
export async function settlePayment(ctx: SystemContext, s: Settlement, plan: SettlementPlan, review: Review) {
	const inside = inTenant(ctx, ctx.db, s.tenantId);
	await inside.db.batch(settlementStatements(inside, s, plan, review));
}

/** The row as the batch has just left it: what reading it back would show, without the round trip. */
export function settled(s: Settlement, ctx: SystemContext, review: Review): Settlement {
	const reviewedBy = ctx.actor.kind === "user" ? ctx.actor.name : null;
	return {
		...s,
		status: "succeeded",
		invoiceStatus: "paid",
		reviewedBy,
		reviewedAt: ctx.now,
		reviewNotes: review.notes,
	};
}

export function settlementStatements(
	ctx: TenantContext,
	s: Settlement,
	plan: SettlementPlan,
	review: Review,
): Statement[] {
	const { db, now } = ctx;
	const money = transfer(ctx, {
		kind: "invoice_payment",
		currency: s.currency,
		postings: plan.postings,
		referenceId: s.invoiceId,
		idempotencyKey: `invoice:${s.invoiceId}`,
	});
	const reviewedBy = ctx.actor.kind === "user" ? ctx.actor.id : null;
	const paid = {
		status: "succeeded" as const,
		transferId: money.transferId,
		reviewedBy,
		reviewedAt: now,
		reviewNotes: review.notes,
		updatedAt: now,
	};
	const resource = { kind: "payment", id: s.id };
	const after = { status: "succeeded", invoice: s.number, transferId: money.transferId, notes: review.notes };
	return [
		money.statement,
		db.update(payments, and(eq(payments.id, s.id), eq(payments.status, s.status)), paid),
		db.guard("payment_state"),
		db.update(invoices, and(eq(invoices.id, s.invoiceId), eq(invoices.status, s.invoiceStatus)), {
			status: "paid",
			paidAt: now,
			updatedAt: now,
		}),
		db.guard("invoice_state"),
		...advancePlanChange(ctx, s.planChangeId, "apply"),
		...serve(ctx, s, plan),
		audit(ctx, { action: "payment.approve", resource, before: { status: s.status }, after }),
		emit(ctx, { type: "payment.approved", paymentId: s.id }),
	];
}

function serve(ctx: TenantContext, s: Settlement, plan: SettlementPlan): Statement[] {
	const { db, now } = ctx;
	const { subscription } = plan;
	const bought = { planId: s.planId, planCode: s.planCode, interval: s.interval, currency: s.invoiceCurrency };
	const samePeriod = s.periodEnd === null ? isNull(subscriptions.periodEnd) : eq(subscriptions.periodEnd, s.periodEnd);
	const asRead = and(
		eq(subscriptions.id, s.subscriptionId),
		eq(subscriptions.status, s.subscriptionStatus),
		samePeriod,
	);
	const activation = [
		db.update(tenants, eq(tenants.status, s.tenantStatus), { status: "active", updatedAt: now }),
		db.guard("tenant_state"),
	];
	return [
		db.update(subscriptions, asRead, {
			...bought,
			...subscription,
			nextBillingAt: subscription.periodEnd,
			updatedAt: now,
		}),
		db.guard("subscription_state"),
		...(plan.activatesTenant ? activation : []),
		db.update(entitlements, undefined, {
			planCode: s.planCode,
			limits: s.limits,
			version: sql`${entitlements.version} + 1`,
			updatedAt: now,
		}),
		db.guard("entitlements_there"),
	];
}
