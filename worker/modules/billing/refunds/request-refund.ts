import { eq, inArray } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { type Statement, violates } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { next, statesTaking } from "#worker/kernel/state-machine";
import { type Agreement, secondPerson } from "../approvals/request-approval";
import type { CreditWish } from "../invoices/credit-rules";
import { transfers } from "../ledger/tables";
import { PAYMENT_MACHINE } from "../payments/rules";
import { payments } from "../payments/tables";
import { askProvider } from "./ask-provider";
import { finalStatements, isRace, type PaymentRow, planFinal } from "./finalise-refund";
import { takeFromPayment } from "./payment-refunded";
import { readRefund } from "./read-refunds";
import { type RefundWay, refusalOfWay, wayBack } from "./rules";
import type { RefundAnswer, RefundInput } from "./schemas";
import { type RefundRow, refunds } from "./tables";
import { holdTopUp } from "./top-up-hold";

type Order = RefundInput & { lines?: { position: number; amount: number }[] };
type NewRefund = Omit<RefundRow, "tenantId">;

/**
 * Gives money of a payment back. The refund is written first and counts against the payment at once; then the
 * provider is asked under the refund's own id. What a crash leaves unasked is asked by the job `refund.requested`.
 * By hand (bank transfer) it waits until a person confirms; to the wallet it is final in the same batch.
 */
export async function requestRefund(
	ctx: SystemContext,
	paymentId: Id<"payment">,
	order: Order,
	agreement?: Agreement,
): Promise<RefundAnswer> {
	const payment = await ctx.db.find(payments, eq(payments.id, paymentId));
	if (!payment) throw new AppError("not_found");
	const inside = inTenant(ctx, ctx.db, payment.tenantId);
	const way = await checkedWay(inside, payment, order);
	if (!agreement) {
		const approval = await secondApproval(ctx, payment, { ...order, way });
		if (approval) return { refund: null, approval };
	}
	const refund = newRefund(ctx, payment, { ...order, way });
	await write(inside, payment, refund, { wish: wishOf(order), together: agreement?.statements ?? [] });
	if (way === "provider") await askProvider(ctx, refund.id, { patient: true });
	return { refund: await readRefund(ctx, refund.id), approval: null };
}

const wishOf = ({ amount, lines }: Order): CreditWish => (lines ? { lines } : amount);

async function checkedWay(ctx: TenantContext, payment: PaymentRow, { amount, way }: Order): Promise<RefundWay> {
	next(PAYMENT_MACHINE, payment.status, "refund_partly");
	const wanted = way ?? wayBack(payment.provider);
	const refusal = refusalOfWay(wanted, payment);
	if (refusal) throw invalid("/way", refusal);
	if (amount.currency !== payment.currency)
		throw invalid("/amount/currency", `The payment was in ${payment.currency}.`, "currency_mismatch");
	const left = (await moneyOf(ctx, payment)) - payment.refunded;
	if (amount.amount <= 0 || amount.amount > left)
		throw invalid("/amount/amount", `Between 1 and ${left} can be given back.`);
	return wanted;
}

/** Promotional credit that paid for something is not turned into money: only what came from the wallet is. */
async function moneyOf(ctx: TenantContext, payment: PaymentRow): Promise<number> {
	if (payment.provider !== "wallet" || !payment.transferId) return payment.amount;
	const paid = await ctx.db.find(transfers, eq(transfers.id, payment.transferId));
	const promo = paid?.postings.find(({ account }) => account === "promo")?.amount ?? 0;
	return payment.amount + promo;
}

async function secondApproval(ctx: SystemContext, payment: PaymentRow, input: Order) {
	const { id: subjectId, tenantId } = payment;
	const { amount, reason } = input;
	const second = await secondPerson(ctx, { kind: "refund", subjectId, tenantId, amount, input, reason });
	if (!second.needed) return null;
	if (JSON.stringify(second.approval.input) === JSON.stringify(input)) return second.approval;
	throw new AppError("conflict", "Another refund of this payment waits for a second person.");
}

function newRefund(
	ctx: SystemContext,
	payment: PaymentRow,
	{ amount, reason, way }: Order & { way: RefundWay },
): NewRefund {
	return {
		...{ id: newId("refund"), paymentId: payment.id, ...amount, way, reason },
		status: way === "manual" ? "pending" : "requested",
		...{ creditNoteId: null, providerReference: null, failureReason: null, transferId: null, finalAt: null },
		...{ requestedBy: ctx.actor.id, createdAt: ctx.now, updatedAt: ctx.now },
	};
}

/** A dispute that opens in between comes first. */
const REFUNDABLE = statesTaking(PAYMENT_MACHINE, "refund_partly");
type Together = { wish: CreditWish; together: Statement[] };

async function write(ctx: TenantContext, payment: PaymentRow, refund: NewRefund, { wish, together }: Together) {
	const { amount, currency, way, reason } = refund;
	const resource = { kind: "refund", id: refund.id };
	const after = { payment: payment.id, amount: { amount, currency }, way, reason };
	const final = way === "wallet" ? await planFinal(ctx, payment, refund, wish) : null;
	try {
		await ctx.db.batch([
			...together,
			ctx.db.insert(refunds, refund),
			...takeFromPayment(ctx, payment.id, { amount, where: inArray(payments.status, REFUNDABLE) }),
			...(payment.target === "wallet" ? holdTopUp(ctx, refund) : []),
			audit(ctx, { action: "refund.request", resource, after }),
			...(way === "provider" ? [emit(ctx, { type: "refund.requested", refundId: refund.id })] : []),
			...(final ? finalStatements(ctx, refund, { ...final, reference: null }) : []),
		]);
	} catch (error) {
		if (violates(error, "customer_balance_not_negative"))
			throw new AppError("insufficient_funds", "The top-up has been spent; the wallet has less.", { cause: error });
		if (isRace(error) || violates(error, "payment_refunds_at_most_itself") || violates(error, "credited_beyond"))
			throw new AppError("conflict", "This payment has just been refunded or changed; look again.", { cause: error });
		throw error;
	}
}
