import { and, eq } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { lostRace } from "#worker/kernel/database";
import { next } from "#worker/kernel/state-machine";
import { HOUR } from "#worker/kernel/time";
import { payments } from "../payments/tables";
import { REFUND_MACHINE } from "./rules";
import { type RefundRow, refunds } from "./tables";

/** When the provider is asked whether its bank has confirmed; its own word may be lost. */
const FIRST_SYNC = 6 * HOUR;

/**
 * The provider has agreed and its bank will confirm; or (no reference) it cannot, and a person transfers the money.
 * @returns whether this call did it
 */
export async function acceptRefund(ctx: TenantContext, refund: RefundRow, reference: string | null): Promise<boolean> {
	const status = next(REFUND_MACHINE, refund.status, "accept");
	const asRead = and(eq(refunds.id, refund.id), eq(refunds.status, refund.status));
	const how = reference === null ? { way: "manual" as const } : { providerReference: reference };
	const resource = { kind: "refund", id: refund.id };
	try {
		await ctx.db.batch([
			ctx.db.update(refunds, asRead, { status, ...how, failureReason: null, updatedAt: ctx.now }),
			ctx.db.guard("refund_state"),
			...(reference === null ? [] : [askLater(ctx, refund)]),
			audit(ctx, { action: "refund.accept", resource, before: { status: refund.status }, after: { status, ...how } }),
		]);
		return true;
	} catch (error) {
		if (lostRace(error)) return false;
		throw error;
	}
}

const askLater = (ctx: TenantContext, { paymentId }: RefundRow) =>
	ctx.db.update(payments, eq(payments.id, paymentId), { nextSyncAt: ctx.now + FIRST_SYNC });
