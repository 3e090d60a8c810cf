import { eq } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { iso } from "#worker/kernel/time";
import { plans } from "#worker/modules/catalog/tables";
import { invoices } from "../invoices/tables";
import type { PlanChangeView } from "./schemas";
import { planChanges } from "./tables";

const { id, kind, status, interval, quote, createdAt } = planChanges;
const fields = {
	...{ id, kind, status, interval, quote, createdAt },
	plan: plans.code,
	planName: plans.name,
	invoiceId: invoices.id,
	number: invoices.number,
	invoiceStatus: invoices.status,
};

export async function readPlanChange(ctx: TenantContext, planChangeId: Id<"planChange">): Promise<PlanChangeView> {
	const [row] = await ctx.db.select(fields, planChanges, {
		joins: [
			{ table: plans, on: eq(plans.id, planChanges.planId) },
			{ table: invoices, on: eq(invoices.planChangeId, planChanges.id) },
		],
		where: eq(planChanges.id, planChangeId),
		limit: 1,
	});
	if (!row) throw new AppError("not_found");
	const { quote, invoiceId, number, invoiceStatus, createdAt, ...rest } = row;
	const invoice = { id: invoiceId, number, status: invoiceStatus };
	return { ...rest, total: quote.total, invoice, createdAt: iso(createdAt) };
}
