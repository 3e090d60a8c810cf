import { eq } from "drizzle-orm";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { invalid } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import { iso } from "#worker/kernel/time";
import { type Agreement, secondPerson } from "../approvals/request-approval";
import { fromProvider } from "../ledger/rules";
import { payments } from "../payments/tables";
import { type Debt, loadDebt } from "../settlement/load-settlement";
import { planSettlement } from "../settlement/rules";
import { settlementStatements } from "../settlement/settle-payment";
import { assertNoReview } from "./end-invoice";
import { changeInvoice } from "./load-invoice";
import { readAnyInvoice } from "./read-invoices";
import type { MarkPaidInput, SystemInvoiceView } from "./schemas";
import { invoices } from "./tables";

/**
 * Money that a person has seen without the customer telling us: a manual payment is made and settled in one batch.
 * The service begins now; `paidAt` is what the books show. Above the limit it takes a second person: then the
 * answer is the invoice as it was, with `secondApproval`.
 */
export async function markInvoicePaid(
	ctx: SystemContext,
	invoiceId: Id<"invoice">,
	input: MarkPaidInput,
	agreement?: Agreement,
): Promise<SystemInvoiceView> {
	const debt = await loadDebt(ctx, invoiceId);
	const inside = inTenant(ctx, ctx.db, debt.tenantId);
	const statements = markPaidStatements(inside, debt, input, agreement);
	await assertNoReview(inside, invoiceId);
	if (!agreement && (await needsSecond(ctx, debt, input))) return readAnyInvoice(ctx, invoiceId);
	await changeInvoice(inside, statements);
	return readAnyInvoice(ctx, invoiceId);
}

async function needsSecond(ctx: SystemContext, debt: Debt, input: MarkPaidInput): Promise<boolean> {
	const { invoiceId: subjectId, tenantId, total, invoiceCurrency: currency } = debt;
	const about = { kind: "payment" as const, subjectId, tenantId, amount: { amount: total, currency } };
	return (await secondPerson(ctx, { ...about, input, reason: input.reference })).needed;
}

function markPaidStatements(
	ctx: TenantContext,
	debt: Debt,
	{ reference, paidAt: said, method = "manual" }: MarkPaidInput,
	agreement: Agreement | undefined,
): Statement[] {
	const { db, now } = ctx;
	const paidAt = said === undefined ? now : Date.parse(said);
	if (paidAt > now) throw invalid("/paidAt", "This is in the future.");
	const id = newId("payment");
	const payment = {
		...{ id, invoiceId: debt.invoiceId, provider: "manual" as const, method, reference },
		...{ amount: debt.total, currency: debt.invoiceCurrency, status: "awaiting_review" as const },
		...{ createdAt: now, updatedAt: now },
	};
	const settlement = { ...debt, ...payment, transferId: null };
	const plan = planSettlement(settlement, fromProvider("manual", debt.total), now);
	const notes = said === undefined ? "Marked paid" : `Marked paid; the money came on ${iso(paidAt)}`;
	return [
		// The unique index on payments under review keeps another one from being submitted or marked meanwhile.
		db.insert(payments, payment),
		...settlementStatements(ctx, settlement, plan, { by: "person", notes, agreement }),
		db.update(payments, eq(payments.id, id), { settledAt: paidAt }),
		db.update(invoices, eq(invoices.id, debt.invoiceId), { paidAt }),
	];
}
