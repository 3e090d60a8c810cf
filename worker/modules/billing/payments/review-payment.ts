import { and, eq } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { lostRace, violates } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { next } from "#worker/kernel/state-machine";
import { type Agreement, secondPerson } from "../approvals/request-approval";
import { invoices } from "../invoices/tables";
import { fromProvider } from "../ledger/rules";
import { advanceIfItMay } from "../plan-changes/advance";
import { findSettlement, type LoadedSettlement } from "../settlement/load-settlement";
import { planFoundMoney } from "../settlement/rules";
import { settled, settlePayment } from "../settlement/settle-payment";
import { approveTopUp } from "./approve-top-up";
import { readAnyPayment } from "./read-payments";
import { PAYMENT_MACHINE } from "./rules";
import type { ApproveInput, RejectInput, SystemPaymentView } from "./schemas";
import { systemPaymentView } from "./system-payment";
import { payments } from "./tables";

/**
 * The money is there: everything activates together or not at all. Approving again, or a second reviewer
 * at the same moment, changes nothing and gets the same answer. Above the limit it takes a second person. Where the
 * invoice was paid by other means meanwhile, the money is the tenant's: it goes to the wallet (`target`).
 */
export async function approvePayment(
	ctx: SystemContext,
	paymentId: Id<"payment">,
	input: ApproveInput,
	agreement?: Agreement,
): Promise<SystemPaymentView> {
	const settlement = await findSettlement(ctx, paymentId);
	if (!settlement) return approveTopUp(ctx, paymentId, input, agreement);
	if (settlement.status === "succeeded") return systemPaymentView(settlement);
	next(PAYMENT_MACHINE, settlement.status, "approve");
	const sources = fromProvider(settlement.provider, settlement.amount);
	const plan = planFoundMoney(settlement, sources, ctx.now);
	if (!agreement && (await needsSecond(ctx, settlement, input))) return readAnyPayment(ctx, paymentId);
	const notes = input.notes ?? null;
	try {
		await settlePayment(ctx, settlement, plan, { by: "person", notes, agreement });
	} catch (error) {
		if (!lostRace(error) && !violates(error, "transfers.idempotency_key")) throw error;
		const now = await readAnyPayment(ctx, paymentId);
		if (now.status !== "succeeded")
			throw new AppError("conflict", `This payment is ${now.status} meanwhile.`, { cause: error });
		return now;
	}
	return systemPaymentView(settled(settlement, ctx, { notes, target: plan.target }));
}

/** Above the limit the first person's approval is a request; the payment stays under review until somebody else agrees. */
async function needsSecond(ctx: SystemContext, s: LoadedSettlement, input: ApproveInput): Promise<boolean> {
	const { id: subjectId, tenantId, amount, currency } = s;
	const about = { kind: "payment" as const, subjectId, tenantId, amount: { amount, currency } };
	return (await secondPerson(ctx, { ...about, input, reason: input.notes ?? null })).needed;
}

/** The money is not there: the payment fails with a reason the customer reads; the invoice is payable again. */
export async function rejectPayment(
	ctx: SystemContext,
	paymentId: Id<"payment">,
	{ reason }: RejectInput,
): Promise<SystemPaymentView> {
	const payment = await ctx.db.find(payments, eq(payments.id, paymentId));
	if (!payment) throw new AppError("not_found");
	const inside = inTenant(ctx, ctx.db, payment.tenantId);
	const reviewedBy = ctx.actor.kind === "user" ? ctx.actor.id : null;
	const changes = { rejectionReason: reason, reviewedBy, reviewedAt: ctx.now };
	await withdraw(inside, payment, { event: "fail", changes, action: "payment.reject" });
	return readAnyPayment(ctx, paymentId);
}

type Withdrawal = {
	event: "fail" | "cancel";
	action: string;
	changes: Partial<Pick<typeof payments.$inferInsert, "rejectionReason" | "reviewedBy" | "reviewedAt">>;
};

/** A payment that ends without money; its plan change waits for another one, unless another has paid it already. */
export async function withdraw(
	ctx: TenantContext,
	payment: typeof payments.$inferSelect,
	{ event, action, changes }: Withdrawal,
) {
	const status = next(PAYMENT_MACHINE, payment.status, event);
	const invoice = payment.invoiceId ? await ctx.db.find(invoices, eq(invoices.id, payment.invoiceId)) : null;
	const asRead = and(eq(payments.id, payment.id), eq(payments.status, payment.status));
	const backTo = event === "fail" ? "reject_payment" : "withdraw";
	const resource = { kind: "payment", id: payment.id };
	const after = { status, ...(changes.rejectionReason && { reason: changes.rejectionReason }) };
	try {
		await ctx.db.batch([
			ctx.db.update(payments, asRead, { status, ...changes, nextSyncAt: null, updatedAt: ctx.now }),
			ctx.db.guard("payment_state"),
			...(payment.status === "awaiting_review" ? advanceIfItMay(ctx, invoice?.planChangeId ?? null, backTo) : []),
			audit(ctx, { action, resource, before: { status: payment.status }, after }),
			...(event === "fail" ? [emit(ctx, { type: "payment.rejected", paymentId: payment.id })] : []),
		]);
	} catch (error) {
		if (!lostRace(error)) throw error;
		const now = await ctx.db.find(payments, eq(payments.id, payment.id));
		throw new AppError("conflict", `This payment is ${now?.status} meanwhile.`, { cause: error });
	}
}
