import { and, eq, type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import { matches } from "#worker/kernel/search";
import type { Selected } from "#worker/kernel/tenant-db";
import { iso, isoOrNull } from "#worker/kernel/time";
import { plans } from "#worker/modules/catalog/tables";
import { invoices } from "../invoices/tables";
import type { PlanChangeQuery, PlanChangeView } from "./schemas";
import { planChanges } from "./tables";

const { id, kind, status, timing, interval, currency, bonusDays, effectiveAt, quote, createdAt } = planChanges;

/** What a change looks like from outside; needs the joins below. */
export const planChangeFields = {
	...{ id, kind, status, timing, interval, currency, bonusDays, effectiveAt, quote, createdAt },
	fromPlan: planChanges.fromPlanCode,
	plan: plans.code,
	planName: plans.name,
	invoiceId: sql<(typeof invoices.$inferSelect)["id"] | null>`${invoices.id}`,
	number: sql<string | null>`${invoices.number}`,
	invoiceStatus: sql<string | null>`${invoices.status}`,
};

/** An adjusted change has had several invoices: its last one counts. */
const lastInvoice: SQL = sql`${invoices.id} = (SELECT i.id FROM invoices i WHERE i.subscription_id = plan_changes.subscription_id
	AND i.plan_change_id = plan_changes.id ORDER BY i.opened_at DESC, i.sequence DESC LIMIT 1)`;
export const planChangeJoins = [
	{ table: plans, on: eq(plans.id, planChanges.planId) },
	{ table: invoices, on: lastInvoice, optional: true },
];

export type PlanChangeRow = Selected<typeof planChangeFields>;

export function planChangeView(row: PlanChangeRow): PlanChangeView {
	const { id, kind, status, timing, plan, planName, fromPlan, interval, bonusDays, quote } = row;
	const invoice = row.invoiceId &&
		row.number &&
		row.invoiceStatus && { id: row.invoiceId, number: row.number, status: row.invoiceStatus };
	return {
		...{ id, kind, status, timing, plan, planName, fromPlan, interval, bonusDays },
		effectiveAt: isoOrNull(row.effectiveAt),
		total: quote.total,
		coupons: quote.coupons ?? [],
		discount: quote.discount ?? 0,
		credit: quote.credit ?? { amount: 0, currency: quote.total.currency },
		invoice: invoice || null,
		createdAt: iso(row.createdAt),
	};
}

export async function readPlanChange(ctx: TenantContext, planChangeId: Id<"planChange">): Promise<PlanChangeView> {
	const where = eq(planChanges.id, planChangeId);
	const [row] = await ctx.db.select(planChangeFields, planChanges, { joins: planChangeJoins, where, limit: 1 });
	if (!row) throw new AppError("not_found");
	return planChangeView(row);
}

export async function listPlanChanges(ctx: TenantContext, query: PlanChangeQuery) {
	const page = pageClause(query, { createdAt: planChanges.createdAt }, planChanges.id);
	const where = and(matches(planChanges.status, query.status), page.after);
	const rows = await ctx.db.select(planChangeFields, planChanges, { ...page, joins: planChangeJoins, where });
	return toPage(rows, query, ({ createdAt, id }) => [createdAt, id], planChangeView);
}
