import { and, eq } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { emit } from "#worker/kernel/outbox";
import { next } from "#worker/kernel/state-machine";
import { fromProvider, walletFundingPostings } from "../ledger/rules";
import { transfer } from "../ledger/transfer";
import { PAYMENT_MACHINE } from "../payments/rules";
import { payments } from "../payments/tables";
import { agreedIn, askAgainAt, settlementKey, type Word, wordColumns } from "./settle-payment";

type TopUp = Pick<
	typeof payments.$inferSelect,
	"id" | "tenantId" | "provider" | "status" | "amount" | "currency" | "transferId"
>;

/** Money for the wallet has arrived: payment and ledger in one batch, once. @throws a lost race, for the caller to judge */
export async function settleTopUp(ctx: SystemContext, payment: TopUp, word: Word): Promise<void> {
	const inside = inTenant(ctx, ctx.db, payment.tenantId);
	const { db } = inside;
	const { id, provider, amount, currency } = payment;
	const status = next(PAYMENT_MACHINE, payment.status, word.by === "person" ? "approve" : "succeed");
	const money = transfer(inside, {
		...{ kind: "top_up", currency, referenceId: id },
		postings: walletFundingPostings(fromProvider(provider, amount), amount),
		idempotencyKey: settlementKey(payment),
	});
	const paid = { status, transferId: money.transferId, settledAt: ctx.now, failureReason: null };
	const resource = { kind: "payment", id };
	const action = word.by === "person" ? "payment.approve" : "payment.succeed";
	const after = { status, transferId: money.transferId };
	await db.batch([
		...agreedIn(word),
		money.statement,
		db.update(payments, and(eq(payments.id, id), eq(payments.status, payment.status)), {
			...wordColumns(inside, word),
			...paid,
			nextSyncAt: askAgainAt(payment, ctx.now),
			updatedAt: ctx.now,
		}),
		db.guard("payment_state"),
		audit(inside, { action, resource, before: { status: payment.status }, after }),
		emit(inside, { type: "payment.succeeded", paymentId: id }),
	]);
}
