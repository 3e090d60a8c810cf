import { and, eq, inArray } from "drizzle-orm";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { statesTaking } from "#worker/kernel/state-machine";
import { planCredit } from "../invoices/credit-note";
import { invoices } from "../invoices/tables";
import { PAYMENT_MACHINE } from "../payments/rules";
import { payments } from "../payments/tables";
import { requestRefund } from "./request-refund";
import type { CreditNoteInput, RefundAnswer } from "./schemas";

/**
 * A credit note over a paid invoice: a refund of the payment that settled it to the tenant's wallet, final at
 * once. There is none without money, so that an invoice is always worth what was paid for it; what is not paid
 * is made void and issued anew. Lines may be named; otherwise the amount is spread over all.
 */
export async function creditInvoice(
	ctx: SystemContext,
	invoiceId: Id<"invoice">,
	input: CreditNoteInput,
): Promise<RefundAnswer> {
	const invoice = await ctx.db.find(invoices, eq(invoices.id, invoiceId));
	if (!invoice) throw new AppError("not_found");
	const settled = and(
		eq(payments.target, "invoice"),
		inArray(payments.status, statesTaking(PAYMENT_MACHINE, "refund_partly")),
	);
	const inside = inTenant(ctx, ctx.db, invoice.tenantId);
	const payment = await inside.db.find(payments, and(eq(payments.invoiceId, invoiceId), settled));
	if (!payment)
		throw new AppError("conflict", "Only what was paid is credited; make an unpaid invoice void and issue another.");
	const { reason } = input;
	if ("amount" in input) return requestRefund(ctx, payment.id, { amount: input.amount, reason, way: "wallet" });
	const { credit } = await planCredit(inside, invoiceId, { lines: input.lines });
	return requestRefund(ctx, payment.id, { amount: credit.total, reason, way: "wallet", lines: input.lines });
}
