import { and, asc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import { csvOf } from "#worker/kernel/csv";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import type { Currency } from "#worker/kernel/money";
import { pageClause, toPage } from "#worker/kernel/pages";
import type { Selected } from "#worker/kernel/tenant-db";
import { dateInJakarta, iso, isoOrNull } from "#worker/kernel/time";
import { tenants } from "#worker/modules/tenants/tables";
import { decimal } from "../wallet/export-entries";
import { AUTOMATIC, BOOKS, isAutomatic, type Said } from "./rules";
import type {
	Difference,
	DifferenceExportQuery,
	DifferenceQuery,
	Reconciliation,
	ReconciliationSummary,
} from "./schemas";
import { differences, reconciliationProgress } from "./tables";

const { id, kind, subjectId, tenantId, ours, theirs, amount, currency, remedy } = differences;
const { firstSeenAt, lastSeenAt, resolvedAt, resolvedBy, resolution } = differences;
const fields = {
	...{ id, kind, subjectId, tenantId, ours, theirs, amount, currency, remedy },
	...{ firstSeenAt, lastSeenAt, resolvedAt, resolvedBy, resolution },
	tenantName: sql<string | null>`${tenants.name}`,
};
const joins = [{ table: tenants, on: eq(tenants.id, differences.tenantId), optional: true }];
export type DifferenceRow = Selected<typeof fields>;
const ofStatus = (status: DifferenceQuery["status"]) =>
	status === "open" ? isNull(resolvedAt) : isNotNull(resolvedAt);

/** More than this is no list to work through by hand. */
export const EXPORT_LIMIT = 5000;

/** Differences of one status, and how the comparison stands. */
export async function readReconciliation(ctx: SystemContext, query: DifferenceQuery): Promise<Reconciliation> {
	const page = pageClause(query, { firstSeenAt }, id);
	const where = and(ofStatus(query.status), page.after);
	const [rows, summary] = await Promise.all([
		ctx.db.select(fields, differences, { ...page, joins, where }),
		readSummary(ctx),
	]);
	const { items, nextCursor } = toPage(rows, query, (row) => [row.firstSeenAt, row.id], differenceView);
	return { differences: items, nextCursor, ...summary };
}

export async function readSummary(ctx: SystemContext): Promise<ReconciliationSummary> {
	const isOpen = sql`resolved_at IS NULL`;
	const [[totals], books] = await Promise.all([
		ctx.db.select(
			{
				open: sql<number>`coalesce(sum(${isOpen}), 0)`,
				automatic: sql<number>`coalesce(sum(${isOpen} AND ${inArray(remedy, [...AUTOMATIC])}), 0)`,
				resolved: sql<number>`coalesce(sum(NOT (${isOpen})), 0)`,
			},
			differences,
		),
		ctx.db.list(reconciliationProgress),
	]);
	const checkedAt = books.length > 0 ? Math.max(...books.map((book) => book.checkedAt)) : null;
	return {
		checkedAt: isoOrNull(checkedAt),
		totals: totals ?? { open: 0, automatic: 0, resolved: 0 },
		books: books
			.toSorted((a, b) => BOOKS.indexOf(a.book) - BOOKS.indexOf(b.book))
			.map(({ book, examined, checkedAt, completedAt }) => ({
				...{ book, examined, checkedAt: iso(checkedAt), completedAt: isoOrNull(completedAt) },
			})),
	};
}

export async function findDifference(ctx: SystemContext, differenceId: Id<"difference">): Promise<DifferenceRow> {
	const [row] = await ctx.db.select(fields, differences, { joins, where: eq(id, differenceId), limit: 1 });
	if (!row) throw new AppError("not_found");
	return row;
}

export function differenceView(row: DifferenceRow): Difference {
	const { id, kind, subjectId, remedy, resolvedBy, resolution: note } = row;
	return {
		...{ id, kind, subjectId, remedy, resolvedBy, note },
		tenant: row.tenantId && row.tenantName ? { id: row.tenantId, name: row.tenantName } : null,
		ours: saidView(row.ours, row.currency),
		theirs: saidView(row.theirs, row.currency),
		amount: row.amount === null || !row.currency ? null : { amount: row.amount, currency: row.currency },
		automatic: isAutomatic(remedy),
		firstSeenAt: iso(row.firstSeenAt),
		lastSeenAt: iso(row.lastSeenAt),
		resolvedAt: isoOrNull(row.resolvedAt),
	};
}

function saidView(said: Said, currency: Currency | null): Difference["ours"] {
	if ("state" in said) return said;
	return currency ? { amount: { amount: said.amount, currency } } : { state: String(said.amount) };
}

const HEADER = ["firstSeen", "lastSeen", "kind", "subject", "tenant", "ours", "theirs"];
const HEADER_END = ["amount", "currency", "remedy", "resolved", "resolvedBy", "note"];

/** Differences of one status as CSV, oldest first; amounts in the currency's unit. At most 5,000 rows. */
export async function exportDifferences(ctx: SystemContext, { status }: DifferenceExportQuery): Promise<Response> {
	const orderBy = [asc(firstSeenAt), asc(id)];
	const where = ofStatus(status);
	const rows = await ctx.db.select(fields, differences, { joins, where, orderBy, limit: EXPORT_LIMIT });
	return new Response(csvOf([...HEADER, ...HEADER_END], rows.map(lineOf)), {
		headers: {
			"content-type": "text/csv; charset=utf-8",
			"content-disposition": `attachment; filename="reconciliation-${status}-${dateInJakarta(ctx.now)}.csv"`,
			"cache-control": "no-store",
		},
	});
}

function lineOf(row: DifferenceRow) {
	const { currency, amount } = row;
	const figure = (value: number) => ({ number: currency ? decimal(value, currency) : String(value) });
	const said = (what: Said) => ("state" in what ? what.state : figure(what.amount));
	return [
		...[iso(row.firstSeenAt), iso(row.lastSeenAt), row.kind, row.subjectId, row.tenantName],
		...[said(row.ours), said(row.theirs), amount === null ? null : figure(amount), currency],
		...[row.remedy, isoOrNull(row.resolvedAt), row.resolvedBy, row.resolution],
	];
}
