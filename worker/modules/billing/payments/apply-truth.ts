import { and, eq } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { lostRace, violates } from "#worker/kernel/database";
import { newId } from "#worker/kernel/ids";
import { next } from "#worker/kernel/state-machine";
import { fromProvider } from "../ledger/rules";
import type { ProviderTruth } from "../providers/provider";
import { savedMeans } from "../providers/tables";
import { applyProviderRefund } from "../refunds/apply-provider-refund";
import { loadSettlement } from "../settlement/load-settlement";
import { planProviderMoney } from "../settlement/rules";
import { saidColumns, settlePayment, type Word } from "../settlement/settle-payment";
import { settleTopUp } from "../settlement/settle-top-up";
import { disputeMore, disputePayment, winDispute } from "./dispute-payment";
import { reversePayment } from "./reverse-payment";
import { PAYMENT_MACHINE, type PaymentEvent } from "./rules";
import { payments } from "./tables";
import { type Step, stepAfter } from "./truth-rules";

export type PaymentRow = typeof payments.$inferSelect;
/** `changed`: rows were written. `contradiction`: the provider says what cannot be; nothing was done. */
export type Applied = { changed: boolean; contradiction: string | null };

/**
 * Brings a payment to what its provider says. However often and in whatever order it is called, by webhook,
 * sync and customer at once, each change happens once: the database refuses the second.
 */
export async function applyTruth(ctx: SystemContext, payment: PaymentRow, truth: ProviderTruth): Promise<Applied> {
	const step = stepAfter(payment, truth);
	if (step.do === "contradicts") return { changed: false, contradiction: step.why };
	const stepped = await once(() => take(ctx, payment, step, truth));
	// Money whose arrival we missed, and which is in dispute already.
	if (step.do === "settle" && truth.state === "disputed") await once(() => disputeSettled(ctx, payment, truth));
	const isDisputed = payment.status === "disputed" && truth.state === "disputed";
	const more = isDisputed && (await once(() => disputeMore(ctx, payment, truth)));
	if (truth.saved && truth.state === "paid") await remember(ctx, payment, truth.saved);
	let refunded = false;
	for (const refund of truth.refunds) {
		const fresh = await ctx.db.find(payments, eq(payments.id, payment.id));
		if (fresh) refunded = (await once(() => applyProviderRefund(ctx, fresh, refund))) || refunded;
	}
	return { changed: stepped || more || refunded, contradiction: null };
}

/** Somebody else did the same at this moment: then there is nothing left to do. */
async function once(act: () => Promise<boolean>): Promise<boolean> {
	try {
		return await act();
	} catch (error) {
		if (lostRace(error) || violates(error, "transfers.idempotency_key") || violates(error, "refunds.")) return false;
		throw error;
	}
}

async function take(ctx: SystemContext, payment: PaymentRow, step: Step, truth: ProviderTruth): Promise<boolean> {
	switch (step.do) {
		case "settle":
			await settle(ctx, payment, truth);
			return true;
		case "fail":
			return close(ctx, payment, "fail", truth, step.reason);
		case "expire":
			return close(ctx, payment, "expire", truth, null);
		case "cancel":
			return close(ctx, payment, "cancel", truth, null);
		case "reverse":
			await reversePayment(ctx, payment, truth.says);
			return true;
		case "dispute":
			await disputePayment(ctx, payment, truth);
			return true;
		case "win":
			await winDispute(ctx, payment, truth.says);
			return true;
		default:
			return note(ctx, payment, truth);
	}
}

async function disputeSettled(ctx: SystemContext, payment: PaymentRow, truth: ProviderTruth): Promise<boolean> {
	const fresh = await ctx.db.find(payments, eq(payments.id, payment.id));
	if (fresh?.status !== "succeeded") return false;
	await disputePayment(ctx, fresh, truth);
	return true;
}

async function settle(ctx: SystemContext, payment: PaymentRow, truth: ProviderTruth) {
	const { says, transactionId, channel } = truth;
	const word: Word = { by: "provider", says, transactionId, channel };
	if (!payment.invoiceId) return settleTopUp(ctx, payment, word);
	const settlement = await loadSettlement(ctx, payment.id);
	const sources = fromProvider(payment.provider, payment.amount);
	return settlePayment(ctx, settlement, planProviderMoney(settlement, sources, ctx.now), word);
}

/**
 * It is asked about until it expires all the same: a card that was denied is often tried again, and picking another
 * means on Midtrans' page cancels the first attempt under an order that is paid by the next.
 */
async function close(
	ctx: SystemContext,
	payment: PaymentRow,
	event: Extract<PaymentEvent, "fail" | "expire" | "cancel">,
	truth: ProviderTruth,
	failureReason: string | null,
): Promise<boolean> {
	const inside = inTenant(ctx, ctx.db, payment.tenantId);
	const { db } = inside;
	const status = next(PAYMENT_MACHINE, payment.status, event);
	const asRead = and(eq(payments.id, payment.id), eq(payments.status, payment.status));
	const resource = { kind: "payment", id: payment.id };
	const after = { status, says: truth.says };
	await db.batch([
		db.update(payments, asRead, { status, failureReason, ...saidColumns(truth), updatedAt: ctx.now }),
		db.guard("payment_state"),
		audit(inside, {
			action: `payment.${event}`,
			resource,
			before: { status: payment.status },
			after,
		}),
	]);
	return true;
}

/** Nothing changes hands; what was picked is worth showing. */
async function note(ctx: SystemContext, payment: PaymentRow, truth: ProviderTruth): Promise<boolean> {
	const sameAttempt = truth.transactionId === null || truth.transactionId === payment.providerTransactionId;
	if ((payment.providerSays === truth.says && sameAttempt) || truth.state === "not_started") return false;
	const { db } = inTenant(ctx, ctx.db, payment.tenantId);
	await db.batch([db.update(payments, eq(payments.id, payment.id), { ...saidColumns(truth), updatedAt: ctx.now })]);
	return false;
}

/** One means in use for each provider: the newest that was paid with. */
async function remember(ctx: SystemContext, payment: PaymentRow, saved: NonNullable<ProviderTruth["saved"]>) {
	const { db } = inTenant(ctx, ctx.db, payment.tenantId);
	const provider = payment.provider as "midtrans" | "stripe";
	const inUse = await db.find(savedMeans, and(eq(savedMeans.provider, provider), eq(savedMeans.means, saved.means)));
	if (inUse) return;
	const row = { id: newId("savedMeans"), provider, ...saved, createdAt: ctx.now };
	try {
		await db.batch([
			db.update(savedMeans, eq(savedMeans.provider, provider), { removedAt: ctx.now }),
			db.insert(savedMeans, row),
		]);
	} catch (error) {
		if (!violates(error, "saved_means")) throw error;
	}
}
