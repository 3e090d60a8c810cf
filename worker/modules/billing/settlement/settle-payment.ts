import { and, eq, isNull } from "drizzle-orm";
import { entitlementsChanged } from "#modules/catalog";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { emit } from "#worker/kernel/outbox";
import { tenants } from "#worker/modules/tenants/tables";
import type { Agreement } from "../approvals/request-approval";
import { redeemCoupons } from "../coupons/redeem";
import { invoices } from "../invoices/tables";
import { transfer } from "../ledger/transfer";
import { ASKED_AGAIN_AFTER } from "../payments/rules";
import { payments } from "../payments/tables";
import { advancePlanChange } from "../plan-changes/advance";
import { GATEWAYS, type ProviderCode } from "../providers/provider";
import { subscriptions } from "../subscriptions/tables";
import type { LoadedSettlement, Settlement } from "./load-settlement";
import type { Service, SettlementPlan } from "./rules";

/** Who says that the money is there, and what they add to the payment's row. */
export type Word =
	| { by: "person"; notes: string | null; agreement?: Agreement | undefined }
	| ({ by: "provider" } & Said);

/**
 * The one place where money becomes service: payment, ledger, invoice, plan change, subscription, tenant,
 * entitlements, audit and event in one D1 batch. Each row moves only from the state that was read; a guard
 * behind each aborts everything when somebody was faster.
 */
export async function settlePayment(ctx: SystemContext, s: Settlement, plan: SettlementPlan, word: Word) {
	const inside = inTenant(ctx, ctx.db, s.tenantId);
	await inside.db.batch(settlementStatements(inside, s, plan, word));
}

/** The row as the batch has just left it: what reading it back would show, without the round trip. */
export function settled(
	s: LoadedSettlement,
	ctx: SystemContext,
	{ notes, target }: { notes: string | null; target: SettlementPlan["target"] },
): LoadedSettlement {
	const reviewedBy = ctx.actor.kind === "user" ? ctx.actor.name : null;
	const review = { reviewedBy, reviewedAt: ctx.now, reviewNotes: notes, settledAt: ctx.now };
	const invoiceStatus = target === "invoice" ? "paid" : s.invoiceStatus;
	return { ...s, ...review, status: "succeeded", target, invoiceStatus };
}

export function settlementStatements(ctx: TenantContext, s: Settlement, plan: SettlementPlan, word: Word): Statement[] {
	const { db, now } = ctx;
	const money = transfer(ctx, {
		kind: plan.target === "invoice" ? "invoice_payment" : "overpayment",
		currency: s.currency,
		postings: plan.postings,
		referenceId: plan.target === "invoice" ? s.invoiceId : s.id,
		idempotencyKey: settlementKey(s),
	});
	const paid = {
		...wordColumns(ctx, word),
		status: "succeeded" as const,
		target: plan.target,
		transferId: money.transferId,
		settledAt: now,
		nextSyncAt: askAgainAt(s, now),
		failureReason: null,
		updatedAt: now,
	};
	const resource = { kind: "payment", id: s.id };
	const action = word.by === "person" ? "payment.approve" : "payment.succeed";
	const after = { status: "succeeded", invoice: s.number, transferId: money.transferId, ...explained(plan, word) };
	return [
		...agreedIn(word),
		money.statement,
		db.update(payments, and(eq(payments.id, s.id), eq(payments.status, s.status)), paid),
		db.guard("payment_state"),
		...(plan.target === "invoice" ? invoicePaid(ctx, s, plan) : []),
		audit(ctx, { action, resource, before: { status: s.status }, after }),
		emit(ctx, { type: word.by === "person" ? "payment.approved" : "payment.succeeded", paymentId: s.id }),
	];
}

/** The second person's yes, where one was needed, is part of what it permits. */
export const agreedIn = (word: Word): Statement[] => (word.by === "person" ? (word.agreement?.statements ?? []) : []);

/** A payment settles once; again only after its first settlement was reversed. */
export const settlementKey = ({ id, transferId }: Pick<Settlement, "id" | "transferId">): string =>
	transferId ? `payment:${id}:after:${transferId}` : `payment:${id}`;

/** Only gateways have a word to go back on. */
export const askAgainAt = ({ provider }: { provider: ProviderCode }, now: number): number | null =>
	(GATEWAYS as readonly ProviderCode[]).includes(provider) ? now + ASKED_AGAIN_AFTER.first : null;

type Said = { says: string; transactionId: string | null; channel: string | null };

/** What a provider has said, as the payment's row keeps it. */
export const saidColumns = ({ says, transactionId, channel }: Said) => ({
	providerSays: says,
	providerTransactionId: transactionId,
	channel,
});

/** What whoever said it leaves in the payment's row. */
export function wordColumns(ctx: TenantContext, word: Word) {
	if (word.by === "provider") return saidColumns(word);
	const reviewedBy = ctx.actor.kind === "user" ? ctx.actor.id : null;
	return { reviewedBy, reviewedAt: ctx.now, reviewNotes: word.notes };
}

const explained = (plan: SettlementPlan, word: Word) => ({
	...(word.by === "person" ? { notes: word.notes } : { says: word.says }),
	...(plan.target === "wallet" && { creditedToWallet: plan.because }),
});

function invoicePaid(ctx: TenantContext, s: Settlement, plan: SettlementPlan & { target: "invoice" }): Statement[] {
	const { db, now } = ctx;
	return [
		db.update(invoices, and(eq(invoices.id, s.invoiceId), eq(invoices.status, s.invoiceStatus)), {
			status: "paid",
			paidAt: now,
			updatedAt: now,
		}),
		db.guard("invoice_state"),
		...advancePlanChange(ctx, s.planChangeId, "apply"),
		...redeemCoupons(ctx, s.planChangeId),
		...(plan.service ? serve(ctx, s, plan.service) : []),
		...(plan.activatesTenant ? activateTenant(ctx, s) : []),
	];
}

const activateTenant = (ctx: TenantContext, s: Settlement): Statement[] => [
	ctx.db.update(tenants, eq(tenants.status, s.tenantStatus), {
		...{ status: "active" as const, statusReason: null, suspendedFor: null },
		updatedAt: ctx.now,
	}),
	ctx.db.guard("tenant_state"),
	...(s.tenantStatus === "suspended"
		? [emit(ctx, { type: "subscription.revived", subscriptionId: s.subscriptionId })]
		: []),
];

/** Whatever was overdue is not any more; the next bill comes when the period that was bought ends. */
const NOTHING_OVERDUE = { pastDueSince: null, suspendedAt: null, nextDunningAt: null, dunningStep: 0 };

function serve(ctx: TenantContext, s: Settlement, { status, period }: Service): Statement[] {
	const { db, now } = ctx;
	const bought = { planId: s.planId, planCode: s.planCode, interval: s.interval, currency: s.invoiceCurrency };
	const samePeriod = s.periodEnd === null ? isNull(subscriptions.periodEnd) : eq(subscriptions.periodEnd, s.periodEnd);
	const asRead = and(
		eq(subscriptions.id, s.subscriptionId),
		eq(subscriptions.status, s.subscriptionStatus),
		samePeriod,
	);
	const next = period && { ...period, nextBillingAt: period.periodEnd, ...NOTHING_OVERDUE };
	return [
		db.update(subscriptions, asRead, { ...bought, ...next, status, updatedAt: now }),
		db.guard("subscription_state"),
		...entitlementsChanged(ctx, { planCode: s.planCode, limits: s.limits }),
	];
}
