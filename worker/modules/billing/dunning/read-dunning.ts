import { and, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import { contains, matches } from "#worker/kernel/search";
import { DAY, iso, isoOrNull } from "#worker/kernel/time";
import { tenants } from "#worker/modules/tenants/tables";
import type { InvoiceStatus } from "../invoices/rules";
import { invoices } from "../invoices/tables";
import { readBillingSettings } from "../settings/manage-settings";
import type { BillingSettings } from "../settings/schemas";
import { subscriptions } from "../subscriptions/tables";
import { dunningSchedule } from "./rules";
import type { DunningCase, DunningQuery, DunningTimeline } from "./schemas";
import { dunningSteps } from "./tables";

const { id, tenantId, planCode, status, pastDueSince, suspendedAt, dunningStep, nextDunningAt } = subscriptions;
const fields = {
	...{ id, tenantId, planCode, status, pastDueSince, suspendedAt, dunningStep, nextDunningAt },
	tenantName: tenants.name,
	invoiceId: sql<Id<"invoice"> | null>`${invoices.id}`,
	number: invoices.number,
	invoiceStatus: sql<InvoiceStatus>`${invoices.status}`,
	total: invoices.total,
	currency: invoices.currency,
};
const joins = [
	{ table: tenants, on: eq(tenants.id, subscriptions.tenantId) },
	{
		table: invoices,
		on: sql`${invoices.subscriptionId} = ${subscriptions.id} AND ${invoices.periodStart} = ${subscriptions.periodEnd}
			AND ${invoices.status} <> 'void'`,
		optional: true,
	},
];
const select = (ctx: SystemContext, options: object) => ctx.db.select(fields, subscriptions, { joins, ...options });
type Row = Awaited<ReturnType<typeof select>>[number];

/** Who owes a renewal, with what comes next. */
export async function listDunning(ctx: SystemContext, query: DunningQuery) {
	const page = pageClause(query, { pastDueSince, nextStepAt: nextDunningAt }, id);
	const column = query.sort.endsWith("nextStepAt") ? nextDunningAt : pastDueSince;
	const [rows, settings] = await Promise.all([
		select(ctx, {
			...page,
			where: and(
				isNotNull(column),
				inArray(status, query.status ? [query.status] : ["past_due", "suspended"]),
				matches(tenantId, query.tenantId),
				contains(query.search, tenants.name, invoices.number),
				page.after,
			),
		}),
		readBillingSettings(ctx.db),
	]);
	const key = (row: Row): [number | null, string] => [
		query.sort.endsWith("nextStepAt") ? row.nextDunningAt : row.pastDueSince,
		row.id,
	];
	return toPage(rows, query, key, (row) => caseOf(row, settings));
}

/** What was done about one subscription's unpaid renewals, and what is still to come. */
export async function readDunningTimeline(
	ctx: SystemContext,
	subscriptionId: Id<"subscription">,
): Promise<DunningTimeline> {
	const [[row], steps, settings] = await Promise.all([
		select(ctx, { where: eq(id, subscriptionId), limit: 1 }),
		ctx.db.list(dunningSteps, {
			where: eq(dunningSteps.subscriptionId, subscriptionId),
			orderBy: [desc(dunningSteps.createdAt), desc(dunningSteps.id)],
			limit: 100,
		}),
		readBillingSettings(ctx.db),
	]);
	if (!row) throw new AppError("not_found");
	return {
		...caseOf(row, settings),
		steps: steps.map(({ id, step, action, outcome, by, invoiceId, createdAt }) => ({
			...{ id, step, action, outcome, by, invoiceId },
			at: iso(createdAt),
		})),
		ahead: aheadOf(row, settings),
	};
}

function caseOf(row: Row, settings: BillingSettings): DunningCase {
	const [next] = aheadOf(row, settings);
	return {
		subscriptionId: row.id,
		tenant: { id: row.tenantId, name: row.tenantName },
		plan: row.planCode,
		status: row.status,
		invoice: row.invoiceId
			? {
					id: row.invoiceId,
					number: row.number,
					status: row.invoiceStatus,
					total: { amount: row.total, currency: row.currency },
				}
			: null,
		since: isoOrNull(row.pastDueSince),
		suspendedAt: isoOrNull(row.suspendedAt),
		stepsTaken: row.dunningStep,
		nextStep: next ? { ...next, at: iso(row.nextDunningAt ?? Date.parse(next.at)) } : null,
	};
}

function aheadOf({ status, pastDueSince, dunningStep }: Row, settings: BillingSettings) {
	if (pastDueSince === null || (status !== "past_due" && status !== "suspended")) return [];
	const left = dunningSchedule(settings).slice(dunningStep);
	return left.map(({ action, day }) => ({ action, at: iso(pastDueSince + day * DAY) }));
}
