import { eq } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import { violates } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { finaliseRefund } from "./finalise-refund";
import { readRefund } from "./read-refunds";
import type { RefundCompletion, RefundView } from "./schemas";
import { refunds } from "./tables";

/** A person has transferred the money: the refund is final. Only the provider can say so of its own refunds. */
export async function completeRefund(
	ctx: SystemContext,
	refundId: Id<"refund">,
	{ reference }: RefundCompletion,
): Promise<RefundView> {
	const refund = await ctx.db.find(refunds, eq(refunds.id, refundId));
	if (!refund) throw new AppError("not_found");
	if (refund.way !== "manual") throw new AppError("conflict", "The provider says when this refund is final.");
	try {
		await finaliseRefund(ctx, refund, reference);
	} catch (error) {
		if (violates(error, "refunds.provider_reference"))
			throw invalid("/reference", "Another refund of this payment has this reference.", "already_exists");
		throw error;
	}
	return readRefund(ctx, refundId);
}
