import { and, eq, sql } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { lostRace } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { next } from "#worker/kernel/state-machine";
import { payments } from "../payments/tables";
import { readRefund } from "./read-refunds";
import { REFUND_MACHINE } from "./rules";
import type { RefundFailure, RefundView } from "./schemas";
import { refunds } from "./tables";
import { findHold, releaseTopUp } from "./top-up-hold";

/**
 * The money was not given back: it counts as the payment's again, and what a top-up had set aside is free again.
 * There is no credit note to take back, because one is issued only when a refund is final.
 */
export async function failRefund(
	ctx: SystemContext,
	refundId: Id<"refund">,
	{ reason }: RefundFailure,
): Promise<RefundView> {
	const refund = await ctx.db.find(refunds, eq(refunds.id, refundId));
	if (!refund) throw new AppError("not_found");
	const status = next(REFUND_MACHINE, refund.status, "fail");
	const inside = inTenant(ctx, ctx.db, refund.tenantId);
	const { db } = inside;
	const asRead = and(eq(refunds.id, refundId), eq(refunds.status, refund.status));
	const { providerReference: reference } = refund;
	const resource = { kind: "refund", id: refundId };
	const hold = await findHold(inside, refund);
	try {
		await db.batch([
			// A provider that does it after all reports it under its own name: that must be free to be recorded.
			db.update(refunds, asRead, { status, failureReason: reason, providerReference: null, updatedAt: ctx.now }),
			db.guard("refund_state"),
			db.update(payments, eq(payments.id, refund.paymentId), {
				refunded: sql`${payments.refunded} - ${refund.amount}`,
				updatedAt: ctx.now,
			}),
			db.guard("payment_there"),
			...(hold ? releaseTopUp(inside, refund) : []),
			audit(inside, {
				action: "refund.fail",
				resource,
				before: { status: refund.status, reference },
				after: { status, reason },
			}),
		]);
	} catch (error) {
		if (!lostRace(error)) throw error;
		const now = await readRefund(ctx, refundId);
		if (now.status !== "failed")
			throw new AppError("conflict", `This refund is ${now.status} meanwhile.`, { cause: error });
	}
	return readRefund(ctx, refundId);
}
