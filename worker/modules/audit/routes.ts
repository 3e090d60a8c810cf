import { type Route, systemRoute, tenantRoute } from "#worker/kernel/route";
import { listAllAuditLogs, listAuditLogs } from "./list-audit-logs";
import { AuditPage, AuditQuery, SystemAuditPage, SystemAuditQuery } from "./schemas";

const tag = "Audit";

export const auditRoutes: Route[] = [
	tenantRoute(
		{
			method: "get",
			path: "/audit-logs",
			tag,
			summary: "What happened in the organisation, by whom",
			permission: "audit_log.read",
			query: AuditQuery,
			answer: AuditPage,
		},
		(ctx, { query }) => listAuditLogs(ctx, query),
	),
	systemRoute(
		{
			method: "get",
			path: "/admin/audit-logs",
			tag,
			summary: "What happened anywhere, by whom",
			permission: "system.audit_log.read",
			query: SystemAuditQuery,
			answer: SystemAuditPage,
		},
		(ctx, { query }) => listAllAuditLogs(ctx, query),
	),
];
