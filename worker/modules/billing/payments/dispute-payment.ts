import { and, eq } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { emit } from "#worker/kernel/outbox";
import { next } from "#worker/kernel/state-machine";
import { type Posting, reversed } from "../ledger/rules";
import { transfers } from "../ledger/tables";
import { transfer } from "../ledger/transfer";
import type { ProviderTruth } from "../providers/provider";
import { PAYMENT_MACHINE } from "./rules";
import { payments } from "./tables";

type PaymentRow = typeof payments.$inferSelect;

/** The bank has taken the money back: it is in dispute until the provider says who won. The service goes on. */
export async function disputePayment(ctx: SystemContext, payment: PaymentRow, truth: ProviderTruth): Promise<void> {
	const amount = Math.min(truth.disputed?.amount ?? payment.amount, payment.amount - payment.refunded);
	const postings: Posting[] = [
		{ owner: "installation", account: "disputes", amount: -amount },
		{ owner: "installation", account: `clearing:${payment.provider}`, amount },
	];
	await move(ctx, payment, { event: "dispute", says: truth.says, postings: amount > 0 ? postings : [] });
}

/** The dispute ended in our favour: the money is back where it was. */
export async function winDispute(ctx: SystemContext, payment: PaymentRow, says: string): Promise<void> {
	const taken = await ctx.db.find(
		transfers,
		and(eq(transfers.tenantId, payment.tenantId), eq(transfers.idempotencyKey, `dispute:${payment.id}`)),
	);
	await move(ctx, payment, { event: "win", says, postings: reversed(taken?.postings ?? []) });
}

type Move = { event: "dispute" | "win"; says: string; postings: Posting[] };

async function move(ctx: SystemContext, payment: PaymentRow, { event, says, postings }: Move): Promise<void> {
	const inside = inTenant(ctx, ctx.db, payment.tenantId);
	const { db } = inside;
	const back = next(PAYMENT_MACHINE, payment.status, event);
	const status = event === "win" && payment.refunded > 0 ? next(PAYMENT_MACHINE, back, "refund_partly") : back;
	const kind = event === "dispute" ? "dispute" : "dispute_won";
	const idempotencyKey = event === "dispute" ? `dispute:${payment.id}` : `dispute-won:${payment.id}`;
	const money = postings.length
		? [
				transfer(inside, { kind, currency: payment.currency, postings, referenceId: payment.id, idempotencyKey })
					.statement,
			]
		: [];
	const resource = { kind: "payment", id: payment.id };
	await db.batch([
		...money,
		db.update(payments, and(eq(payments.id, payment.id), eq(payments.status, payment.status)), {
			...{ status, providerSays: says },
			updatedAt: ctx.now,
		}),
		db.guard("payment_state"),
		audit(inside, {
			action: `payment.${event}`,
			resource,
			before: { status: payment.status },
			after: { status, says },
		}),
		...(event === "dispute" ? [emit(inside, { type: "payment.disputed", paymentId: payment.id })] : []),
	]);
}
