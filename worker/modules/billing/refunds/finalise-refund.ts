import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { lostRace, type Statement, violates } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import { emit } from "#worker/kernel/outbox";
import { next, statesTaking } from "#worker/kernel/state-machine";
import { creditNote, type PlannedCredit, planCredit } from "../invoices/credit-note";
import type { CreditWish } from "../invoices/credit-rules";
import type { Posting } from "../ledger/rules";
import { ledgerAccounts } from "../ledger/tables";
import { transfer } from "../ledger/transfer";
import { withinWallet } from "../payments/reverse-payment";
import { PAYMENT_MACHINE, type PaymentStatus } from "../payments/rules";
import { payments } from "../payments/tables";
import { invoiceRefundPostings, REFUND_MACHINE, topUpRefundPostings } from "./rules";
import { type RefundRow, refunds } from "./tables";
import { endHold, findHold } from "./top-up-hold";

export type PaymentRow = typeof payments.$inferSelect;
/** What being final moves, reckoned from what was read. */
export type FinalPlan = { postings: Posting[]; credit: PlannedCredit | null; held: boolean };

/** Another refund of the same payment may become final at the same moment: then it is reckoned anew. */
const TRIES = 5;
const eventOf = (status: PaymentStatus) => (status === "disputed" ? "refund_in_dispute" : "refund_partly");
const GIVES_BACK: PaymentStatus[] = [
	...statesTaking(PAYMENT_MACHINE, "refund_partly"),
	...statesTaking(PAYMENT_MACHINE, "refund_in_dispute"),
];

/**
 * The money is back: ledger, credit note, refund and payment in one batch. Somebody who says so again changes
 * nothing. @throws conflict when it has failed meanwhile
 */
export async function finaliseRefund(
	ctx: SystemContext,
	refund: RefundRow,
	reference: string | null,
): Promise<boolean> {
	const inside = inTenant(ctx, ctx.db, refund.tenantId);
	for (let attempt = 1; ; attempt++) {
		const [now, payment] = await Promise.all([
			inside.db.find(refunds, eq(refunds.id, refund.id)),
			inside.db.find(payments, eq(payments.id, refund.paymentId)),
		]);
		if (!now || !payment) throw new AppError("not_found");
		if (now.status === "succeeded") return false;
		next(REFUND_MACHINE, now.status, "succeed");
		next(PAYMENT_MACHINE, payment.status, eventOf(payment.status));
		try {
			const plan = await planFinal(inside, payment, now);
			await inside.db.batch(finalStatements(inside, now, { ...plan, reference }));
			return true;
		} catch (error) {
			if (attempt === TRIES || !mayPass(error)) throw error;
		}
	}
}

/** Somebody was faster; what was reckoned from no longer holds. */
export const isRace = (error: unknown): boolean =>
	lostRace(error) ||
	violates(error, "transfers.idempotency_key") ||
	violates(error, "customer_balance_not_negative") ||
	violates(error, "refunds.provider_reference");

/** Another one may have credited the invoice between two reads, so that less of it seems to be left. */
export const mayPass = (error: unknown): boolean =>
	isRace(error) || (error instanceof AppError && error.code === "validation_failed");

type Reckoned = Pick<RefundRow, "id" | "amount" | "currency" | "way">;

/** `wish` names lines of the invoice; without it the amount is spread over all. */
export async function planFinal(
	ctx: TenantContext,
	payment: PaymentRow,
	refund: Reckoned,
	wish: CreditWish = { amount: refund.amount },
): Promise<FinalPlan> {
	const outlet = { way: refund.way, provider: payment.provider };
	if (payment.target === "invoice" && payment.invoiceId) {
		const credit = await planCredit(ctx, payment.invoiceId, wish);
		const { subtotal, tax } = credit.credit;
		const postings = invoiceRefundPostings(outlet, { subtotal: subtotal.amount, tax: tax.amount });
		return { postings, credit, held: false };
	}
	const ofWallet = and(eq(ledgerAccounts.code, "wallet"), eq(ledgerAccounts.currency, refund.currency));
	const [hold, wallet] = await Promise.all([findHold(ctx, refund), ctx.db.find(ledgerAccounts, ofWallet)]);
	if (hold) return { postings: topUpRefundPostings(outlet, refund.amount, "held"), credit: null, held: true };
	const postings = withinWallet(topUpRefundPostings(outlet, refund.amount, "wallet"), wallet?.balance ?? 0);
	return { postings, credit: null, held: false };
}

/** The statements that make a refund final; the row may be written in the same batch before them. */
export function finalStatements(
	ctx: TenantContext,
	refund: Omit<RefundRow, "tenantId">,
	{ postings, credit, held, reference }: FinalPlan & { reference: string | null },
): Statement[] {
	const { db, now } = ctx;
	const { id, paymentId, currency, reason } = refund;
	const idempotencyKey = `refund:${id}`;
	const money = transfer(ctx, { kind: "refund", currency, postings, referenceId: id, idempotencyKey });
	const note = credit && creditNote(ctx, credit, reason);
	const done = { status: "succeeded" as const, transferId: money.transferId, finalAt: now, updatedAt: now };
	const proof = { creditNoteId: note?.creditNoteId ?? null, ...(reference && { providerReference: reference }) };
	const waiting = and(eq(refunds.id, id), inArray(refunds.status, statesTaking(REFUND_MACHINE, "succeed")));
	const resource = { kind: "refund", id };
	const after = { status: "succeeded", amount: { amount: refund.amount, currency }, transferId: money.transferId };
	return [
		money.statement,
		...(held ? endHold(ctx, refund, "finalised") : []),
		...(note?.statements ?? []),
		db.update(refunds, waiting, { ...done, ...proof, failureReason: null }),
		db.guard("refund_state"),
		db.update(payments, and(eq(payments.id, paymentId), inArray(payments.status, GIVES_BACK)), {
			status: refundedSoFar(paymentId),
			updatedAt: now,
		}),
		db.guard("payment_state"),
		audit(ctx, { action: "refund.succeed", resource, before: { status: refund.status }, after }),
		emit(ctx, { type: "refund.succeeded", refundId: id }),
	];
}

/**
 * `refunded` counts what was asked for too; what has become final is the sum of the refunds that have. A dispute goes on;
 * its end reckons the same.
 */
const refundedSoFar = (paymentId: RefundRow["paymentId"]): SQL<PaymentStatus> =>
	sql`iif(status = 'disputed', 'disputed', iif((SELECT sum(r.amount) FROM refunds r WHERE r.tenant_id = payments.tenant_id AND r.payment_id = ${paymentId} AND r.status = 'succeeded') >= payments.amount, 'refunded', 'partially_refunded'))`;
