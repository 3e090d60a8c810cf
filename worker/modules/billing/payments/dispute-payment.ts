import { and, eq, sql } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { emit } from "#worker/kernel/outbox";
import { next } from "#worker/kernel/state-machine";
import { reversed } from "../ledger/rules";
import { transfers } from "../ledger/tables";
import { transfer } from "../ledger/transfer";
import type { ProviderTruth } from "../providers/provider";
import { PAYMENT_MACHINE, type PaymentStatus } from "./rules";
import { payments } from "./tables";
import { disputedOf } from "./truth-rules";

type PaymentRow = typeof payments.$inferSelect;

/** The bank has taken the money back: it is in dispute until the provider says who won. The service goes on. */
export async function disputePayment(ctx: SystemContext, payment: PaymentRow, truth: ProviderTruth): Promise<void> {
	const status = next(PAYMENT_MACHINE, payment.status, "dispute");
	const taken = await takenOf(ctx, payment);
	await move(ctx, payment, { event: "dispute", status, says: truth.says, taken, more: disputedOf(payment, truth) });
}

/** A part was disputed first and the rest, or more of it, after that. @returns whether anything was */
export async function disputeMore(ctx: SystemContext, payment: PaymentRow, truth: ProviderTruth): Promise<boolean> {
	const taken = await takenOf(ctx, payment);
	const more = disputedOf(payment, truth) - taken.amount;
	if (more <= 0) return false;
	await move(ctx, payment, { event: "dispute_more", status: "disputed", says: truth.says, taken, more });
	return true;
}

/** The dispute ended in our favour: the money is back where it was. */
export async function winDispute(ctx: SystemContext, payment: PaymentRow, says: string): Promise<void> {
	const taken = await takenOf(ctx, payment);
	const back = next(PAYMENT_MACHINE, payment.status, "win");
	const status = payment.refunded > 0 ? next(PAYMENT_MACHINE, back, "refund_partly") : back;
	await move(ctx, payment, { event: "win", status, says, taken, more: -taken.amount });
}

/** What the bank has of it now, in minor units, and how often that has changed: each time has a key of its own. */
type Taken = { amount: number; times: number };

async function takenOf(ctx: SystemContext, { id, tenantId }: PaymentRow): Promise<Taken> {
	const { idempotencyKey } = transfers;
	const ofDispute = (name: string) =>
		sql`(${idempotencyKey} >= ${`${name}:${id}`} AND ${idempotencyKey} < ${`${name}:${id};`})`;
	const rows = await ctx.db.list(transfers, {
		where: and(eq(transfers.tenantId, tenantId), sql`(${ofDispute("dispute")} OR ${ofDispute("dispute-won")})`),
	});
	const legs = rows.flatMap(({ postings }) => postings.filter(({ account }) => account === "disputes"));
	return { amount: legs.reduce((sum, leg) => sum - leg.amount, 0), times: rows.length };
}

const keysOf = (name: string) =>
	`(t.idempotency_key >= '${name}:' || payments.id AND t.idempotency_key < '${name}:' || payments.id || ';')`;
/** The same as a column of payments: what the ledger says that the bank has, in minor units; 0 where it is not disputed. */
export const TAKEN = sql<number>`iif(payments.status <> 'disputed', 0, (SELECT coalesce(-sum(e.amount), 0)
	FROM transfers t JOIN ledger_entries e ON e.transfer_id = t.id AND e.account_code = 'disputes'
	WHERE t.tenant_id = payments.tenant_id AND (${sql.raw(keysOf("dispute"))} OR ${sql.raw(keysOf("dispute-won"))})))`;

type Move = {
	event: "dispute" | "dispute_more" | "win";
	status: PaymentStatus;
	says: string;
	taken: Taken;
	more: number;
};

async function move(
	ctx: SystemContext,
	payment: PaymentRow,
	{ event, status, says, taken, more }: Move,
): Promise<void> {
	const inside = inTenant(ctx, ctx.db, payment.tenantId);
	const { db } = inside;
	const resource = { kind: "payment", id: payment.id };
	await db.batch([
		...(more === 0 ? [] : [moneyOf(inside, payment, taken, more)]),
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

/** `more` goes to the bank; what is negative comes back from it. */
function moneyOf(ctx: ReturnType<typeof inTenant>, payment: PaymentRow, { times }: Taken, more: number) {
	const away = [
		{ owner: "installation" as const, account: "disputes" as const, amount: -Math.abs(more) },
		{ owner: "installation" as const, account: `clearing:${payment.provider}` as const, amount: Math.abs(more) },
	];
	const name = more > 0 ? "dispute" : "dispute-won";
	return transfer(ctx, {
		kind: more > 0 ? "dispute" : "dispute_won",
		currency: payment.currency,
		postings: more > 0 ? away : reversed(away),
		referenceId: payment.id,
		idempotencyKey: times === 0 ? `${name}:${payment.id}` : `${name}:${payment.id}:${times}`,
	}).statement;
}
