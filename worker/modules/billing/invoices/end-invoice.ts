import { and, eq } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { SystemContext, TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { next } from "#worker/kernel/state-machine";
import { payments } from "../payments/tables";
import { endUnpaid } from "../plan-changes/scheduled";
import { planChanges } from "../plan-changes/tables";
import { changeInvoice, type InvoiceRow, loadInvoice } from "./load-invoice";
import { readAnyInvoice } from "./read-invoices";
import { INVOICE_MACHINE, type InvoiceEvent } from "./rules";
import type { ReasonInput, SystemInvoiceView } from "./schemas";
import { invoices, pendingItems } from "./tables";

/**
 * The invoice is not owed any more; it keeps its number and its lines. A plan change that waited for it is
 * canceled and its coupons are free again; credits that it had taken wait for the next invoice. A renewal's
 * subscription stays as it is: whether the period is billed anew or the subscription ends is for a person or dunning.
 */
export async function voidInvoice(
	ctx: SystemContext,
	invoiceId: Id<"invoice">,
	{ reason }: ReasonInput,
): Promise<SystemInvoiceView> {
	const { invoice, inside } = await loadInvoice(ctx, invoiceId);
	const status = next(INVOICE_MACHINE, invoice.status, "void");
	await assertNoReview(inside, invoiceId);
	const change = await waitingChange(inside, invoice);
	const ending = change
		? endUnpaid(inside, { id: change, invoiceId }, "cancel", reason)
		: [move(inside, invoice, { status, voidedAt: ctx.now }), inside.db.guard("invoice_state")];
	await changeInvoice(inside, [
		...ending,
		inside.db.update(pendingItems, eq(pendingItems.invoiceId, invoiceId), { invoiceId: null }),
		record(inside, invoice, "void", reason),
	]);
	return readAnyInvoice(ctx, invoiceId);
}

/** Nobody expects the money any more, but it is owed: paying it later still settles it, with all that it brings. */
export async function giveUpInvoice(
	ctx: SystemContext,
	invoiceId: Id<"invoice">,
	{ reason }: ReasonInput,
): Promise<SystemInvoiceView> {
	const { invoice, inside } = await loadInvoice(ctx, invoiceId);
	const status = next(INVOICE_MACHINE, invoice.status, "give_up");
	await assertNoReview(inside, invoiceId);
	await changeInvoice(inside, [
		move(inside, invoice, { status, uncollectibleAt: ctx.now }),
		inside.db.guard("invoice_state"),
		record(inside, invoice, "uncollectible", reason),
	]);
	return readAnyInvoice(ctx, invoiceId);
}

const move = ({ db, now }: TenantContext, { id, status }: InvoiceRow, changes: Partial<InvoiceRow>): Statement =>
	db.update(invoices, and(eq(invoices.id, id), eq(invoices.status, status)), { ...changes, updatedAt: now });

function record(
	ctx: TenantContext,
	{ id, status }: InvoiceRow,
	action: InvoiceEvent | "uncollectible",
	reason: string,
) {
	const resource = { kind: "invoice", id };
	return audit(ctx, { action: `invoice.${action}`, resource, before: { status }, after: { reason } });
}

/** Somebody says that it was paid: that is looked at first. */
export async function assertNoReview({ db }: TenantContext, invoiceId: Id<"invoice">): Promise<void> {
	const underReview = and(eq(payments.invoiceId, invoiceId), eq(payments.status, "awaiting_review"));
	if (await db.find(payments, underReview))
		throw new AppError("conflict", "A payment of this invoice is under review; decide about it first.");
}

async function waitingChange({ db }: TenantContext, { planChangeId }: InvoiceRow): Promise<Id<"planChange"> | null> {
	if (planChangeId === null) return null;
	const waiting = and(eq(planChanges.id, planChangeId), eq(planChanges.status, "awaiting_payment"));
	return (await db.find(planChanges, waiting))?.id ?? null;
}
