import { eq } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { lostRace } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { next } from "#worker/kernel/state-machine";
import { INVOICE_MACHINE, type InvoiceStatus } from "../invoices/rules";
import { invoices } from "../invoices/tables";
import { readPlanChange } from "./read-plan-change";
import { PLAN_CHANGE_MACHINE } from "./rules";
import { endUnpaid } from "./scheduled";
import type { PlanChangeView } from "./schemas";

/** Gives up a change that is not paid, or that waits for the end of the period. Its coupons are free again. */
export async function cancelPlanChange(ctx: TenantContext, planChangeId: Id<"planChange">): Promise<PlanChangeView> {
	await endChange(ctx, planChangeId, "cancel");
	return readPlanChange(ctx, planChangeId);
}

/** Ends an unpaid change; its invoice becomes void and keeps its number. @throws 409 once it is paid or under review */
export async function endChange(
	ctx: TenantContext,
	planChangeId: Id<"planChange">,
	event: "cancel" | "reject",
	reason?: string,
): Promise<void> {
	const change = await readPlanChange(ctx, planChangeId);
	next(PLAN_CHANGE_MACHINE, change.status, event);
	if (change.invoice) await assertOwnInvoice(ctx, change.invoice);
	const ended = { id: planChangeId, invoiceId: change.invoice?.id ?? null };
	const waited = change.status === "quoted" && change.timing === "period_end";
	try {
		await ctx.db.batch([
			...endUnpaid(ctx, ended, event, reason),
			...(waited ? [emit(ctx, { type: "plan_change.unscheduled", planChangeId })] : []),
		]);
	} catch (error) {
		if (lostRace(error))
			throw new AppError("conflict", "It has just been paid or changed; look again.", { cause: error });
		throw error;
	}
}

/** A renewal that carries a change is owed whether the plan changes or not. */
async function assertOwnInvoice(ctx: TenantContext, { id, status }: { id: Id<"invoice">; status: string }) {
	next(INVOICE_MACHINE, status as InvoiceStatus, "void");
	const invoice = await ctx.db.find(invoices, eq(invoices.id, id));
	if (invoice && invoice.periodStart !== null)
		throw new AppError("conflict", "This change is on the renewal's invoice; cancel the subscription instead.");
}
