import { and, eq } from "drizzle-orm";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { money } from "#worker/kernel/money";
import { orderOf } from "../payments/provider-order";
import { payments } from "../payments/tables";
import { type Gateway, ProviderError, type RefundOutcome } from "../providers/provider";
import { gatewayOf } from "../providers/registry";
import { acceptRefund } from "./accept-refund";
import { failRefund } from "./fail-refund";
import { finaliseRefund, type PaymentRow } from "./finalise-refund";
import { readRefund } from "./read-refunds";
import type { RefundView } from "./schemas";
import { type RefundRow, refunds } from "./tables";

/**
 * Asks the provider for a refund that is written down and not answered yet; otherwise nothing. The refund's id is
 * the key, so that asking again, after a crash or a lost answer, refunds once. A refusal is final, silence is not.
 * @throws provider_unavailable where there was no answer, unless `patient`: then the job asks again later
 */
export async function askProvider(ctx: SystemContext, refundId: Id<"refund">, { patient = false } = {}): Promise<void> {
	const refund = await ctx.db.find(refunds, eq(refunds.id, refundId));
	if (!refund) throw new AppError("not_found");
	if (refund.status !== "requested" || refund.way !== "provider") return;
	const payment = await ctx.db.find(payments, eq(payments.id, refund.paymentId));
	if (!payment) throw new AppError("not_found");
	try {
		await follow(ctx, refund, await ask(ctx, payment, refund));
	} catch (error) {
		if (!(error instanceof ProviderError)) throw error;
		if (error.kind === "refused") await failRefund(ctx, refundId, { reason: error.message });
		else await remember(ctx, refund, error);
		if (error.kind !== "refused" && !patient)
			throw new AppError("provider_unavailable", error.message, { cause: error });
	}
}

/** What a person or the job does with a refund that hangs. */
export async function retryRefund(ctx: SystemContext, refundId: Id<"refund">): Promise<RefundView> {
	await askProvider(ctx, refundId);
	return readRefund(ctx, refundId);
}

async function ask(ctx: SystemContext, payment: PaymentRow, refund: RefundRow): Promise<RefundOutcome> {
	const gateway = await gatewayOf(ctx, payment.provider as Gateway);
	const { id: key, amount, currency, reason } = refund;
	return gateway.refund(orderOf(payment), { key, amount: money(amount, currency), reason });
}

async function follow(ctx: SystemContext, refund: RefundRow, answer: RefundOutcome): Promise<void> {
	const inside = inTenant(ctx, ctx.db, refund.tenantId);
	if (answer.outcome === "succeeded") await finaliseRefund(ctx, refund, answer.reference);
	else await acceptRefund(inside, refund, answer.outcome === "pending" ? answer.reference : null);
}

/** So that whoever looks at it sees why it hangs. */
async function remember(ctx: SystemContext, { id, tenantId }: RefundRow, error: ProviderError): Promise<void> {
	const { db } = inTenant(ctx, ctx.db, tenantId);
	const stillAsked = and(eq(refunds.id, id), eq(refunds.status, "requested"));
	await db.batch([db.update(refunds, stillAsked, { failureReason: error.message, updatedAt: ctx.now })]);
}
