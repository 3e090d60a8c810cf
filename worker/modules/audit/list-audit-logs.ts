import { and, eq, gte, lt, type SQL } from "drizzle-orm";
import type { TenantTable } from "#worker/kernel/columns";
import type { SystemContext, TenantContext } from "#worker/kernel/context";
import { pageClause, toPage } from "#worker/kernel/pages";
import { matches } from "#worker/kernel/search";
import { auditLogs } from "#worker/kernel/tables";
import { iso } from "#worker/kernel/time";
import { tenants } from "../tenants/tables";
import type { AuditQuery, SystemAuditQuery } from "./schemas";

const { actorKind, actorId, actorName, action, resourceKind, resourceId, before, after, ip, requestId, createdAt, id } =
	auditLogs;
const fields = {
	id,
	actorKind,
	actorId,
	actorName,
	action,
	resourceKind,
	resourceId,
	before,
	after,
	ip,
	requestId,
	createdAt,
};

type Row = Pick<typeof auditLogs.$inferSelect, keyof typeof fields>;

function auditView(row: Row) {
	return {
		id: row.id,
		actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
		action: row.action,
		resource: { kind: row.resourceKind, id: row.resourceId },
		before: row.before,
		after: row.after,
		ip: row.ip,
		requestId: row.requestId,
		createdAt: iso(row.createdAt),
	};
}

function filters(query: AuditQuery): SQL | undefined {
	const kind = query.action?.endsWith(".") ? query.action : undefined;
	const prefix =
		kind === undefined ? undefined : and(gte(auditLogs.action, kind), lt(auditLogs.action, `${kind.slice(0, -1)}/`));
	const exact = kind ? undefined : matches(auditLogs.action, query.action);
	return and(prefix, exact, matches(auditLogs.resourceId, query.resourceId), matches(auditLogs.actorId, query.actorId));
}

/** What happened in this tenant, newest first. */
export async function listAuditLogs(ctx: TenantContext, query: AuditQuery) {
	const page = pageClause(query, { createdAt: auditLogs.createdAt }, auditLogs.id);
	const rows = await ctx.db.select(fields, auditLogs as TenantTable, {
		...page,
		where: and(filters(query), page.after),
	});
	return toPage(rows, query, (row) => [row.createdAt, row.id], auditView);
}

export async function listAllAuditLogs(ctx: SystemContext, query: SystemAuditQuery) {
	const page = pageClause(query, { createdAt: auditLogs.createdAt }, auditLogs.id);
	const rows = await ctx.db.select({ ...fields, tenantId: auditLogs.tenantId, tenantName: tenants.name }, auditLogs, {
		...page,
		joins: [{ table: tenants, on: eq(tenants.id, auditLogs.tenantId), optional: true }],
		where: and(filters(query), matches(auditLogs.tenantId, query.tenantId), page.after),
	});
	return toPage(
		rows,
		query,
		(row) => [row.createdAt, row.id],
		(row) => ({
			...auditView(row),
			tenant: row.tenantId ? { id: row.tenantId, name: row.tenantName } : null,
		}),
	);
}
