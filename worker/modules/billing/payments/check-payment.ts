import { eq } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { readPayment } from "./read-payments";
import type { PaymentView } from "./schemas";
import { payments } from "./tables";

/** The customer says that it is paid: the provider is asked now, without waiting for its word or the next sync. */
export async function checkPayment(ctx: TenantContext, paymentId: Id<"payment">): Promise<PaymentView> {
	const payment = await ctx.db.find(payments, eq(payments.id, paymentId));
	if (!payment) throw new AppError("not_found");
	const hasGateway = payment.provider !== "manual" && payment.provider !== "wallet";
	if (hasGateway && payment.settledAt === null)
		await ctx.db.batch([emit(ctx, { type: "payment.sync_due", paymentId })]);
	return readPayment(ctx, paymentId);
}
