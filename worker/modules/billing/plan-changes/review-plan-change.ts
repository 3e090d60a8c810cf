import { and, eq, sql } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { next } from "#worker/kernel/state-machine";
import { invoices } from "../invoices/tables";
import { approvePayment, rejectPayment } from "../payments/review-payment";
import { payments } from "../payments/tables";
import type { SystemPlanChangeDetail } from "./admin-schemas";
import { endChange } from "./cancel-plan-change";
import { readAnyPlanChange } from "./read-all-plan-changes";
import { PLAN_CHANGE_MACHINE } from "./rules";
import { planChanges } from "./tables";

/**
 * Approves the payment that is under review for a change. Where nothing is to be paid there is nothing to approve:
 * such a change is applied when it is made. A large payment waits for a second person, as payments do.
 */
export async function approvePlanChange(ctx: SystemContext, id: Id<"planChange">): Promise<SystemPlanChangeDetail> {
	const { change, paymentId } = await load(ctx, id);
	if (change.status === "applied") return readAnyPlanChange(ctx, id);
	if (!paymentId) throw new AppError("conflict", `This change is ${change.status}: no payment of it is under review.`);
	await approvePayment(ctx, paymentId, {});
	return readAnyPlanChange(ctx, id);
}

/** Turns a change down with a reason: a payment under review is rejected with it, its invoice becomes void. */
export async function rejectPlanChange(
	ctx: SystemContext,
	id: Id<"planChange">,
	{ reason }: { reason: string },
): Promise<SystemPlanChangeDetail> {
	const { change, paymentId } = await load(ctx, id);
	next(PLAN_CHANGE_MACHINE, change.status, "reject");
	if (paymentId) await rejectPayment(ctx, paymentId, { reason });
	await endChange(inTenant(ctx, ctx.db, change.tenantId), id, "reject", reason);
	return readAnyPlanChange(ctx, id);
}

/** Adds a note for the people of the installation. Notes of two people at once are both kept. */
export async function addNote(
	ctx: SystemContext,
	id: Id<"planChange">,
	{ text }: { text: string },
): Promise<SystemPlanChangeDetail> {
	const { change } = await load(ctx, id);
	const inside = inTenant(ctx, ctx.db, change.tenantId);
	const nothing = JSON.stringify({ coupons: [], discount: 0, discountReason: null, bonusDays: 0, notes: [] });
	const note = JSON.stringify({ by: ctx.actor.name, at: ctx.now, text });
	const adjustments = sql`json_insert(coalesce(${planChanges.adjustments}, ${nothing}), '$.notes[#]', json(${note}))`;
	const resource = { kind: "plan_change", id };
	await inside.db.batch([
		inside.db.update(planChanges, eq(planChanges.id, id), { adjustments }),
		audit(inside, { action: "plan_change.note", resource, after: { text } }),
	]);
	return readAnyPlanChange(ctx, id);
}

async function load(ctx: SystemContext, id: Id<"planChange">) {
	const underReview = and(eq(payments.status, "awaiting_review"), eq(invoices.planChangeId, id));
	const [change, [payment]] = await Promise.all([
		ctx.db.find(planChanges, eq(planChanges.id, id)),
		ctx.db.select({ id: payments.id }, payments, {
			joins: [{ table: invoices, on: eq(invoices.id, payments.invoiceId) }],
			where: underReview,
			limit: 1,
		}),
	]);
	if (!change) throw new AppError("not_found");
	return { change, paymentId: payment?.id ?? null };
}
