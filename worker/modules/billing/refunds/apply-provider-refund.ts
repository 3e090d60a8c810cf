import { and, eq, or } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { type Statement, violates } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import { besideDispute } from "../payments/dispute-payment";
import { payments } from "../payments/tables";
import type { ProviderRefund } from "../providers/provider";
import { acceptRefund } from "./accept-refund";
import { finaliseRefund, finalStatements, mayPass, type PaymentRow, planFinal } from "./finalise-refund";
import { takeFromPayment } from "./payment-refunded";
import { type RefundRow, refunds } from "./tables";

/** Only of money that is here or was, until its bank took it: a dispute may be lost, or never end. */
const GIVEN_BACK_OF = ["succeeded", "partially_refunded", "refunded", "disputed"];
const TRIES = 4;

/**
 * Brings our books to a refund that the provider reports: ours becomes pending or final, one that was made at
 * the provider is written down with its credit note. Duplicates and races change nothing.
 * @returns whether rows were written
 * @throws conflict when the provider has given back more than was paid
 */
export async function applyProviderRefund(
	ctx: SystemContext,
	payment: PaymentRow,
	reported: ProviderRefund,
): Promise<boolean> {
	const inside = inTenant(ctx, ctx.db, payment.tenantId);
	let row = payment;
	for (let attempt = 1; ; attempt++) {
		if (!GIVEN_BACK_OF.includes(row.status)) return false;
		const known = await findOurs(inside, row, reported);
		if (known) return advance(ctx, known, reported);
		try {
			await inside.db.batch(await recordStatements(inside, row, reported));
			return true;
		} catch (error) {
			if (attempt === TRIES || !mayPass(error)) throw explained(error);
			row = (await inside.db.find(payments, eq(payments.id, payment.id))) ?? row;
		}
	}
}

async function advance(ctx: SystemContext, refund: RefundRow, { reference, final }: ProviderRefund): Promise<boolean> {
	if (refund.status === "succeeded") return false;
	if (final) return finaliseRefund(ctx, refund, reference);
	if (refund.status !== "requested") return false;
	return acceptRefund(inTenant(ctx, ctx.db, refund.tenantId), refund, reference);
}

function explained(error: unknown): unknown {
	const tooMuch = error instanceof AppError && error.code === "validation_failed";
	if (!tooMuch && !violates(error, "payment_refunds_at_most_itself")) return error;
	const detail = "More was given back than was paid, or than our open refunds leave.";
	return new AppError("conflict", detail, { cause: error });
}

/** By the provider's name, else by ours. One that we had given up but the provider has done is a new one. */
async function findOurs(ctx: TenantContext, payment: PaymentRow, { key, reference }: ProviderRefund) {
	const byKey = key ? eq(refunds.id, key as Id<"refund">) : undefined;
	const where = and(eq(refunds.paymentId, payment.id), or(eq(refunds.providerReference, reference), byKey));
	const found = await ctx.db.list(refunds, { where });
	const named = found.find((refund) => refund.providerReference === reference && refund.status !== "failed");
	return named ?? found.find((refund) => refund.id === key && refund.status !== "failed");
}

async function recordStatements(
	ctx: TenantContext,
	payment: PaymentRow,
	{ reference, amount, final }: ProviderRefund,
): Promise<Statement[]> {
	if (amount.currency !== payment.currency) throw new AppError("conflict", `Given back in ${amount.currency}.`);
	const refund: Omit<RefundRow, "tenantId"> = {
		...{ id: newId("refund"), paymentId: payment.id, ...amount, way: "provider", status: "pending" },
		reason: `Refunded at ${payment.provider}`,
		...{ providerReference: reference, creditNoteId: null, failureReason: null, transferId: null, finalAt: null },
		...{ requestedBy: payment.provider, createdAt: ctx.now, updatedAt: ctx.now },
	};
	const resource = { kind: "refund", id: refund.id };
	const { where, statements } = await besideDispute(ctx, payment, amount.amount);
	const record = [
		// First, so that a duplicate is known as one before it is counted.
		ctx.db.insert(refunds, refund),
		...takeFromPayment(ctx, payment.id, { amount: amount.amount, where }),
		...statements,
		audit(ctx, { action: "refund.record", resource, after: { amount, reference, payment: payment.id } }),
	];
	if (!final) return record;
	const plan = await planFinal(ctx, payment, refund);
	return [...record, ...finalStatements(ctx, refund, { ...plan, reference })];
}
