import { and, eq, inArray, sql } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { emit } from "#worker/kernel/outbox";
import { next } from "#worker/kernel/state-machine";
import { invoices } from "../invoices/tables";
import { OPEN_PLAN_CHANGES } from "../plan-changes/rules";
import { endUnpaid } from "../plan-changes/scheduled";
import { planChanges } from "../plan-changes/tables";
import { anotherChange, changeSubscription, currentSubscription, type SubscriptionRow } from "./current-subscription";
import { fallBackToFree, findFreePlan } from "./fall-back";
import { readSubscription } from "./read-subscription";
import { SUBSCRIPTION_MACHINE } from "./rules";
import type { CancelInput } from "./schemas";

/**
 * Ends the subscription now, or lets it end with what is paid. Ending it now makes its open invoices void and leaves
 * the free plan; nothing is paid back. A change on its way is given up in both cases.
 */
export async function cancelSubscription(ctx: TenantContext, input: CancelInput) {
	const row = await currentSubscription(ctx);
	const status = next(SUBSCRIPTION_MACHINE, row.status, "cancel");
	if (row.status === "active" && row.periodEnd === null)
		throw new AppError("conflict", "A free plan has nothing to cancel.");
	const change = await endOpenChange(ctx, row);
	const cancelReason = input.reason ?? null;
	const also = [...change.statements];
	const raced = anotherChange(row, change.id);
	if (input.when === "period_end") {
		const changes = { cancelAt: paidUntil(row, ctx.now), cancelReason };
		also.push(emit(ctx, { type: "subscription.cancel_scheduled", subscriptionId: row.id }));
		await changeSubscription(ctx, row, { action: "subscription.cancel_later", changes, also, unless: raced });
	} else {
		const free = await findFreePlan(ctx, row);
		also.push(voidInvoices(ctx, row), ...fallBackToFree(ctx, free));
		also.push(emit(ctx, { type: "subscription.ended", subscriptionId: row.id }));
		const changes = { ...ENDED, status, canceledAt: ctx.now, cancelReason };
		const unless = sql`(${raced} OR ${underReview(row)})`;
		await changeSubscription(ctx, row, { action: "subscription.cancel", changes, also, unless });
	}
	return readSubscription(ctx);
}

/** Nothing is billed, resumed or reminded of any more. */
export const ENDED = { cancelAt: null, nextBillingAt: null, nextDunningAt: null, pausedAt: null, resumesAt: null };

/** The end of what is paid, or of the trial. @throws 422 where there is no such end */
function paidUntil({ status, periodEnd, trialEndsAt }: SubscriptionRow, now: number): number {
	const end = status === "trialing" ? trialEndsAt : status === "active" ? periodEnd : null;
	if (end === null || end <= now)
		throw invalid("/when", `While the subscription is ${status} there is no paid period to wait for; cancel it now.`);
	return end;
}

/** Void, unless money for it is being looked at. */
function voidInvoices(ctx: TenantContext, { id }: SubscriptionRow): Statement {
	const unpaid = and(eq(invoices.subscriptionId, id), inArray(invoices.status, ["open", "uncollectible"]));
	return ctx.db.update(invoices, unpaid, { status: "void", voidedAt: ctx.now, updatedAt: ctx.now });
}

const underReview = ({ id, tenantId }: SubscriptionRow) =>
	sql`EXISTS (SELECT 1 FROM payments p JOIN invoices i ON i.tenant_id = p.tenant_id AND i.id = p.invoice_id
		WHERE i.tenant_id = ${tenantId} AND i.subscription_id = ${id} AND p.status = 'awaiting_review')`;

async function endOpenChange(ctx: TenantContext, { id }: SubscriptionRow) {
	const open = and(eq(planChanges.subscriptionId, id), inArray(planChanges.status, OPEN_PLAN_CHANGES));
	const change = await ctx.db.find(planChanges, open);
	if (!change) return { id: null, statements: [] };
	if (change.status === "awaiting_review")
		throw new AppError("conflict", "A payment is under review; take it back first.");
	const unpaid = and(eq(invoices.planChangeId, change.id), inArray(invoices.status, ["open", "uncollectible"]));
	const invoice = change.status === "quoted" ? undefined : await ctx.db.find(invoices, unpaid);
	const ended = { id: change.id, invoiceId: invoice?.id ?? null };
	return { id: change.id, statements: endUnpaid(ctx, ended, "cancel", "subscription canceled") };
}
