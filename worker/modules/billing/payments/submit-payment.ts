import { and, eq, inArray, or } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { lostRace, violates } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import { formatMoney } from "#worker/kernel/money";
import { emit } from "#worker/kernel/outbox";
import { statesTaking } from "#worker/kernel/state-machine";
import { files } from "#worker/modules/files/tables";
import { INVOICE_MACHINE } from "../invoices/rules";
import { invoices } from "../invoices/tables";
import { advancePlanChange } from "../plan-changes/advance";
import { QRIS_LIMIT } from "./qris";
import { readPayment } from "./read-payments";
import { mismatchOf } from "./rules";
import type { PaymentInput, PaymentView } from "./schemas";
import { paymentMethods, payments } from "./tables";

/** The customer says they paid: the payment waits for review, and the invoice cannot be paid twice meanwhile. */
export async function submitPayment(
	ctx: TenantContext,
	invoiceId: Id<"invoice">,
	input: PaymentInput,
): Promise<PaymentView> {
	if (!input.reference) throw invalid("/reference", "The bank's or app's reference is needed.");
	const { invoice, method } = await load(ctx, invoiceId, input);
	const id = newId("payment");
	const { amount, proofFileId, notes } = input;
	const reference = input.reference;
	const row = {
		id,
		invoiceId,
		provider: "manual" as const,
		method: method.code,
		amount: amount.amount,
		currency: amount.currency,
		status: "awaiting_review" as const,
		reference,
		notes: notes ?? null,
		proofFileId: proofFileId ?? null,
		submittedBy: ctx.actor.kind === "user" ? ctx.actor.id : null,
		createdAt: ctx.now,
		updatedAt: ctx.now,
	};
	const payable = and(eq(invoices.id, invoiceId), inArray(invoices.status, statesTaking(INVOICE_MACHINE, "pay")));
	const after = { invoice: invoice.number, amount, method: method.code, reference };
	try {
		await ctx.db.batch([
			ctx.db.update(invoices, payable, { updatedAt: ctx.now }),
			ctx.db.guard("invoice_payable"),
			ctx.db.insert(payments, row),
			...advancePlanChange(ctx, invoice.planChangeId, "submit"),
			audit(ctx, { action: "payment.submit", resource: { kind: "payment", id }, after }),
			emit(ctx, { type: "payment.submitted", paymentId: id }),
		]);
	} catch (error) {
		if (violates(error, "payments.invoice_id"))
			throw new AppError("already_exists", "A payment of this invoice is under review already.");
		if (lostRace(error)) throw new AppError("conflict", "This invoice has just changed; look again.");
		throw error;
	}
	return readPayment(ctx, id);
}

async function load(ctx: TenantContext, invoiceId: Id<"invoice">, input: PaymentInput) {
	const named = or(eq(paymentMethods.code, input.method), eq(paymentMethods.id, input.method as Id<"paymentMethod">));
	const [invoice, method, proof] = await Promise.all([
		ctx.db.find(invoices, eq(invoices.id, invoiceId)),
		ctx.db.findShared(paymentMethods, and(named, eq(paymentMethods.enabled, true))),
		input.proofFileId ? ctx.db.find(files, eq(files.id, input.proofFileId)) : null,
	]);
	if (!invoice) throw new AppError("not_found");
	if (!INVOICE_MACHINE[invoice.status].pay) throw new AppError("conflict", `This invoice is ${invoice.status}.`);
	if (!method) throw invalid("/method", "There is no such payment method.");
	if (input.proofFileId && !proof) throw invalid("/proofFileId", "There is no such file.");
	const owed = { amount: invoice.total, currency: invoice.currency };
	const mismatch = mismatchOf(input.amount, owed);
	if (mismatch) throw invalid("/amount", `The invoice is for ${formatMoney(owed, ctx.locale)}.`, mismatch);
	if (method.currency !== owed.currency)
		throw invalid("/method", `${method.name} takes ${method.currency} only.`, "currency_mismatch");
	if (method.kind === "qris" && owed.amount > QRIS_LIMIT)
		throw invalid("/method", `QRIS takes at most ${formatMoney({ ...owed, amount: QRIS_LIMIT }, ctx.locale)}.`);
	return { invoice, method };
}
