import { eq } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import { lostRace, violates } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { next } from "#worker/kernel/state-machine";
import { type Agreement, secondPerson } from "../approvals/request-approval";
import { settleTopUp } from "../settlement/settle-top-up";
import { readAnyPayment } from "./read-payments";
import { PAYMENT_MACHINE } from "./rules";
import type { ApproveInput, SystemPaymentView } from "./schemas";
import { payments } from "./tables";

/** A person has found the money of a top-up: it is in the wallet, once, however many approve at the same moment. */
export async function approveTopUp(
	ctx: SystemContext,
	paymentId: Id<"payment">,
	input: ApproveInput,
	agreement?: Agreement,
): Promise<SystemPaymentView> {
	const payment = await ctx.db.find(payments, eq(payments.id, paymentId));
	if (!payment) throw new AppError("not_found");
	if (payment.status === "succeeded") return readAnyPayment(ctx, paymentId);
	next(PAYMENT_MACHINE, payment.status, "approve");
	const notes = input.notes ?? null;
	if (!agreement) {
		const { tenantId, amount, currency } = payment;
		const about = { kind: "payment" as const, subjectId: paymentId, tenantId, amount: { amount, currency } };
		if ((await secondPerson(ctx, { ...about, input, reason: notes })).needed) return readAnyPayment(ctx, paymentId);
	}
	try {
		await settleTopUp(ctx, payment, { by: "person", notes, agreement });
	} catch (error) {
		if (!lostRace(error) && !violates(error, "transfers.idempotency_key")) throw error;
		const now = await readAnyPayment(ctx, paymentId);
		if (now.status === "succeeded") return now;
		throw new AppError("conflict", `This payment is ${now.status} meanwhile.`, { cause: error });
	}
	return readAnyPayment(ctx, paymentId);
}
