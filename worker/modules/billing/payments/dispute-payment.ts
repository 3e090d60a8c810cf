import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { lostRace, type Statement, violates } from "#worker/kernel/database";
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
	await asItIs(ctx, payment, async (now) => {
		const status = next(PAYMENT_MACHINE, now.status, "dispute");
		const taken = await takenOf(inTenant(ctx, ctx.db, now.tenantId), now);
		await move(ctx, now, { event: "dispute", status, says: truth.says, taken, more: disputedOf(now, truth) });
	});
}

/** A part was disputed first and the rest, or more of it, after that. @returns whether anything was */
export function disputeMore(ctx: SystemContext, payment: PaymentRow, truth: ProviderTruth): Promise<boolean> {
	return asItIs(ctx, payment, async (now) => {
		const taken = await takenOf(inTenant(ctx, ctx.db, now.tenantId), now);
		const more = disputedOf(now, truth) - taken.amount;
		if (now.status !== "disputed" || more <= 0) return false;
		await move(ctx, now, { event: "dispute_more", status: "disputed", says: truth.says, taken, more });
		return true;
	});
}

/** The dispute ended in our favour: the money is back where it was, but for what was refunded for good. */
export async function winDispute(ctx: SystemContext, payment: PaymentRow, says: string): Promise<void> {
	await asItIs(ctx, payment, async (now) => {
		const [taken, final] = await Promise.all([
			takenOf(inTenant(ctx, ctx.db, now.tenantId), now),
			refundedForGood(ctx, now),
		]);
		const status = next(PAYMENT_MACHINE, now.status, endOf(now, final));
		await move(ctx, now, { event: "win", status, says, taken, more: -taken.amount, final });
	});
}

const endOf = ({ amount }: PaymentRow, final: number) => {
	if (final === 0) return "win";
	return final < amount ? "win_rest" : "win_nothing";
};

const FINAL = sql<number>`(SELECT coalesce(sum(r.amount), 0) FROM refunds r
	WHERE r.tenant_id = payments.tenant_id AND r.payment_id = payments.id AND r.status = 'succeeded')`;
async function refundedForGood(ctx: SystemContext, { id }: PaymentRow): Promise<number> {
	const [row] = await ctx.db.select({ final: FINAL }, payments, { where: eq(payments.id, id) });
	return row?.final ?? 0;
}

const TRIES = 4;

/** A refund may be booked between our reading and writing: then it is reckoned anew, from the payment as it is. */
async function asItIs<R>(ctx: SystemContext, payment: PaymentRow, act: (now: PaymentRow) => Promise<R>): Promise<R> {
	let row = payment;
	for (let attempt = 1; ; attempt++) {
		try {
			return await act(row);
		} catch (error) {
			const race = lostRace(error) || violates(error, "transfers.idempotency_key");
			if (!race || attempt === TRIES) throw error;
			row = (await ctx.db.find(payments, eq(payments.id, payment.id))) ?? row;
			// Somebody else did the same.
			const same = (row.status === "disputed") === (payment.status === "disputed");
			if (!same) throw error;
		}
	}
}

/**
 * What a refund of `amount` that the provider has made during a dispute needs besides itself. Where refund and dispute
 * together come to more than was paid, the refund was the first and we heard of it last: the bank has only the rest.
 */
export async function besideDispute(ctx: TenantContext, payment: PaymentRow, amount: number): Promise<BesideDispute> {
	if (payment.status !== "disputed") return { where: ne(payments.status, "disputed"), statements: [] };
	const taken = await takenOf(ctx, payment);
	const tooMuch = Math.min(taken.amount, taken.amount + payment.refunded + amount - payment.amount);
	return {
		where: and(
			eq(payments.refunded, payment.refunded),
			eq(payments.status, "disputed"),
			sql`${TAKEN} = ${taken.amount}`,
		),
		statements: tooMuch > 0 ? [moneyOf(ctx, payment, taken, -tooMuch)] : [],
	};
}
/** `where`: what the payment has to be at the time of writing, too. */
export type BesideDispute = { where: SQL | undefined; statements: Statement[] };

/** What the bank has of it now, in minor units, and how often that has changed: each time has a key of its own. */
type Taken = { amount: number; times: number };

async function takenOf({ db }: TenantContext, { id }: PaymentRow): Promise<Taken> {
	const { idempotencyKey } = transfers;
	const ofDispute = (name: string) =>
		sql`(${idempotencyKey} >= ${`${name}:${id}`} AND ${idempotencyKey} < ${`${name}:${id};`})`;
	const rows = await db.list(transfers, {
		where: sql`(${ofDispute("dispute")} OR ${ofDispute("dispute-won")})`,
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
	final?: number;
};

async function move(
	ctx: SystemContext,
	payment: PaymentRow,
	{ event, status, says, taken, more, final }: Move,
): Promise<void> {
	const inside = inTenant(ctx, ctx.db, payment.tenantId);
	const { db } = inside;
	const resource = { kind: "payment", id: payment.id };
	const asRead = and(
		...[eq(payments.id, payment.id), eq(payments.status, payment.status), eq(payments.refunded, payment.refunded)],
		final === undefined ? undefined : sql`${FINAL} = ${final}`,
	);
	await db.batch([
		...(more === 0 ? [] : [moneyOf(inside, payment, taken, more)]),
		db.update(payments, asRead, { status, providerSays: says, updatedAt: ctx.now }),
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
function moneyOf(ctx: TenantContext, payment: PaymentRow, { times }: Taken, more: number) {
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
