import { and, eq } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { lostRace } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { next } from "#worker/kernel/state-machine";
import { INVOICE_MACHINE } from "../invoices/rules";
import { invoices } from "../invoices/tables";
import { advancePlanChange } from "./advance";
import { readPlanChange } from "./read-plan-change";
import { PLAN_CHANGE_MACHINE } from "./rules";
import type { PlanChangeView } from "./schemas";

/** Gives up a purchase that is not paid: its invoice becomes void and keeps its number. */
export async function cancelPlanChange(ctx: TenantContext, planChangeId: Id<"planChange">): Promise<PlanChangeView> {
	const change = await readPlanChange(ctx, planChangeId);
	next(PLAN_CHANGE_MACHINE, change.status, "cancel");
	const invoice = await ctx.db.find(invoices, eq(invoices.planChangeId, planChangeId));
	if (!invoice) throw new AppError("not_found");
	const status = next(INVOICE_MACHINE, invoice.status, "void");
	const asRead = and(eq(invoices.id, invoice.id), eq(invoices.status, invoice.status));
	const resource = { kind: "plan_change", id: planChangeId };
	try {
		await ctx.db.batch([
			...advancePlanChange(ctx, planChangeId, "cancel"),
			ctx.db.update(invoices, asRead, { status, updatedAt: ctx.now }),
			ctx.db.guard("invoice_state"),
			audit(ctx, {
				action: "plan_change.cancel",
				resource,
				before: { status: change.status },
				after: { invoice: status },
			}),
		]);
	} catch (error) {
		if (lostRace(error))
			throw new AppError("conflict", "It has just been paid or changed; look again.", { cause: error });
		throw error;
	}
	return readPlanChange(ctx, planChangeId);
}
