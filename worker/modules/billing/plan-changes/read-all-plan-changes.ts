import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import { contains, matches } from "#worker/kernel/search";
import { auditLogs } from "#worker/kernel/tables";
import { iso, isoOrNull } from "#worker/kernel/time";
import { users } from "#worker/modules/identity/tables";
import { tenants } from "#worker/modules/tenants/tables";
import { invoices } from "../invoices/tables";
import { invoiceSummary } from "../invoices/views";
import { systemPaymentFields, systemPaymentJoins, systemPaymentView } from "../payments/system-payment";
import { payments } from "../payments/tables";
import type { SystemPlanChangeDetail, SystemPlanChangeQuery } from "./admin-schemas";
import { type PlanChangeRow, planChangeFields, planChangeJoins, planChangeView } from "./read-plan-change";
import { planChanges } from "./tables";

const fields = { ...planChangeFields, tenantId: planChanges.tenantId, tenantName: tenants.name };
const joins = [...planChangeJoins, { table: tenants, on: eq(tenants.id, planChanges.tenantId) }];

type Row = PlanChangeRow & { tenantId: Id<"tenant">; tenantName: string };
const view = (row: Row) => ({ ...planChangeView(row), tenant: { id: row.tenantId, name: row.tenantName } });

/** Plan changes of all tenants, newest first: one read a page. */
export async function listAllPlanChanges(ctx: SystemContext, query: SystemPlanChangeQuery) {
	const page = pageClause(query, { createdAt: planChanges.createdAt }, planChanges.id);
	const where = and(
		matches(planChanges.status, query.status),
		matches(planChanges.kind, query.kind),
		matches(planChanges.tenantId, query.tenantId),
		contains(query.search, tenants.name, invoices.number),
		page.after,
	);
	const rows = await ctx.db.select(fields, planChanges, { ...page, joins, where });
	return toPage(rows, query, ({ createdAt, id }) => [createdAt, id], view);
}

/** One change with its quote, adjustments, invoices, payments and what happened to them. Three round trips. */
export async function readAnyPlanChange(ctx: SystemContext, id: Id<"planChange">): Promise<SystemPlanChangeDetail> {
	const where = eq(planChanges.id, id);
	const [[row], [more]] = await Promise.all([
		ctx.db.select(fields, planChanges, { joins, where, limit: 1 }),
		ctx.db.select(
			{ subscriptionId: planChanges.subscriptionId, adjustments: planChanges.adjustments, requestedBy: users.name },
			planChanges,
			{ joins: [{ table: users, on: eq(users.id, planChanges.requestedBy), optional: true }], where, limit: 1 },
		),
	]);
	if (!row || !more) throw new AppError("not_found");
	const ofChange = and(eq(invoices.subscriptionId, more.subscriptionId), eq(invoices.planChangeId, id));
	const [billed, paid] = await Promise.all([
		ctx.db.list(invoices, { where: ofChange, orderBy: [desc(invoices.openedAt)], limit: 50 }),
		ctx.db.select(systemPaymentFields, payments, {
			joins: systemPaymentJoins,
			where: and(eq(payments.tenantId, row.tenantId), ofChange),
			orderBy: [desc(payments.createdAt)],
			limit: 50,
		}),
	]);
	return {
		...view(row),
		requestedBy: more.requestedBy,
		quote: storedQuote(row.quote),
		adjustments: adjustmentsView(more.adjustments),
		invoices: billed.map(invoiceSummary),
		payments: paid.map(systemPaymentView),
		timeline: await timeline(ctx, [id, ...billed.map((invoice) => invoice.id), ...paid.map((payment) => payment.id)]),
	};
}

type PlanChange = typeof planChanges.$inferSelect;

/** A quote as it was stored; those of long ago are only lines and sums. */
export function storedQuote({ effectiveAt, ...quote }: PlanChange["quote"]): SystemPlanChangeDetail["quote"] {
	return { ...quote, ...(effectiveAt !== undefined && { effectiveAt: isoOrNull(effectiveAt) }) };
}

export function adjustmentsView(adjustments: PlanChange["adjustments"]): SystemPlanChangeDetail["adjustments"] {
	return {
		coupons: adjustments?.coupons ?? [],
		discount: adjustments?.discount ?? 0,
		discountReason: adjustments?.discountReason ?? null,
		bonusDays: adjustments?.bonusDays ?? 0,
		notes: (adjustments?.notes ?? []).map((note) => ({ ...note, at: iso(note.at) })),
	};
}

/** What the audit log says about these things, oldest first. */
async function timeline(ctx: SystemContext, ids: string[]): Promise<SystemPlanChangeDetail["timeline"]> {
	const rows = await ctx.db.list(auditLogs, {
		where: inArray(auditLogs.resourceId, ids.slice(0, 90)),
		orderBy: [asc(auditLogs.createdAt), asc(auditLogs.id)],
		limit: 200,
	});
	return rows.map((row) => ({
		id: row.id,
		at: iso(row.createdAt),
		by: row.actorKind === "user" ? row.actorName : null,
		action: row.action,
		resource: { kind: row.resourceKind, id: row.resourceId },
		before: row.before,
		after: row.after,
	}));
}
