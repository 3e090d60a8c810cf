import { and, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import { matches } from "#worker/kernel/search";
import type { Selected } from "#worker/kernel/tenant-db";
import { iso, isoOrNull } from "#worker/kernel/time";
import { users } from "#worker/modules/identity/tables";
import { tenants } from "#worker/modules/tenants/tables";
import type { ApprovalQuery, ApprovalView } from "./schemas";
import { approvalRequests } from "./tables";

const deciders = alias(users, "deciders");
const { id, kind, status, subjectId, amount, currency, input, reason, tenantId } = approvalRequests;
const { requestedBy, decidedBy, decidedAt, decisionReason, createdAt } = approvalRequests;
const fields = {
	...{ id, kind, status, subjectId, amount, currency, input, reason, tenantId },
	...{ requestedBy, decidedBy, decidedAt, decisionReason, createdAt },
	tenantName: tenants.name,
	requesterName: users.name,
	deciderName: sql<string | null>`${deciders.name}`,
};
const joins = [
	{ table: tenants, on: eq(tenants.id, tenantId) },
	{ table: users, on: eq(users.id, requestedBy) },
	{ table: deciders, on: eq(deciders.id, decidedBy), optional: true },
];
export type ApprovalRow = Selected<typeof fields>;

export function approvalView(row: ApprovalRow): ApprovalView {
	const { id, kind, status, subjectId, input, reason, currency, decisionReason } = row;
	return {
		...{ id, kind, status, subjectId, input, reason, decisionReason },
		tenant: { id: row.tenantId, name: row.tenantName },
		amount: { amount: row.amount, currency },
		requestedBy: { id: row.requestedBy, name: row.requesterName },
		requestedAt: iso(row.createdAt),
		decidedBy: row.decidedBy && { id: row.decidedBy, name: row.deciderName ?? "" },
		decidedAt: isoOrNull(row.decidedAt),
	};
}

/** Spelt out, because a partial index is not found by a bound value. */
const WAITING = sql`${status} = 'waiting'`;

async function find(ctx: SystemContext, where: SQL | undefined): Promise<ApprovalRow | undefined> {
	const [row] = await ctx.db.select(fields, approvalRequests, { joins, where, limit: 1 });
	return row;
}

export async function loadApproval(ctx: SystemContext, approvalId: Id<"approval">): Promise<ApprovalRow> {
	const row = await find(ctx, eq(id, approvalId));
	if (!row) throw new AppError("not_found");
	return row;
}

/** The request of that kind about that thing which nobody has decided yet; there is at most one. */
export const findWaiting = (ctx: SystemContext, about: Pick<ApprovalRow, "kind" | "subjectId">) =>
	find(ctx, and(eq(kind, about.kind), eq(subjectId, about.subjectId), WAITING));

export async function listApprovals(ctx: SystemContext, query: ApprovalQuery) {
	const page = pageClause(query, { createdAt }, id);
	const where = and(matches(status, query.status), matches(kind, query.kind), page.after);
	const rows = await ctx.db.select(fields, approvalRequests, { ...page, joins, where });
	return toPage(rows, query, (row) => [row.createdAt, row.id], approvalView);
}

export async function readApproval(ctx: SystemContext, approvalId: Id<"approval">): Promise<ApprovalView> {
	return approvalView(await loadApproval(ctx, approvalId));
}
