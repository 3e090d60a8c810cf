import { eq } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { next } from "#worker/kernel/state-machine";
import { type Gateway, ProviderError } from "../providers/provider";
import { gatewayOf } from "../providers/registry";
import { isUnpaid, orderOf } from "./provider-order";
import { readPayment } from "./read-payments";
import { withdraw } from "./review-payment";
import { PAYMENT_MACHINE } from "./rules";
import type { PaymentView } from "./schemas";
import { payments } from "./tables";

type PaymentRow = typeof payments.$inferSelect;

/** The customer takes a payment back: one under review, or a checkout that is not paid yet. */
export async function cancelPayment(ctx: TenantContext, paymentId: Id<"payment">): Promise<PaymentView> {
	const payment = await ctx.db.find(payments, eq(payments.id, paymentId));
	if (!payment) throw new AppError("not_found");
	next(PAYMENT_MACHINE, payment.status, "cancel");
	if (payment.provider !== "manual") await closeAtProvider(ctx, payment);
	await withdraw(ctx, payment, { event: "cancel", changes: {}, action: "payment.cancel" });
	return readPayment(ctx, paymentId);
}

/** Nobody may be able to pay what we call canceled. Where it turns out to be paid, it is: the sync settles it. */
async function closeAtProvider(ctx: TenantContext, payment: PaymentRow): Promise<void> {
	const truth = await askToCancel(ctx, payment);
	if (isUnpaid(truth)) return;
	await ctx.db.batch([emit(ctx, { type: "payment.sync_due", paymentId: payment.id })]);
	throw new AppError("conflict", "It has just been paid; look again in a moment.");
}

async function askToCancel(ctx: TenantContext, payment: PaymentRow) {
	try {
		return await (await gatewayOf(ctx, payment.provider as Gateway)).cancel(orderOf(payment));
	} catch (error) {
		if (!(error instanceof ProviderError)) throw error;
		const code = error.kind === "unavailable" ? "provider_unavailable" : "provider_refused";
		throw new AppError(code, "It could not be closed at the provider; try again.", { cause: error });
	}
}
