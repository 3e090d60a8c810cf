import { type Route, systemRoute, tenantRoute } from "#worker/kernel/route";
import { exportAllApiLogs, exportApiLogs } from "./export-api-logs";
import { listAllApiLogs, listApiLogs } from "./list-api-logs";
import { readDeprecated } from "./read-deprecated";
import { readAllStatistics, readStatistics } from "./read-statistics";
import {
	ApiLogExportQuery,
	ApiLogPage,
	ApiLogQuery,
	ApiLogStatistics,
	DeprecatedQuery,
	DeprecatedUse,
	StatisticsQuery,
	SystemApiLogExportQuery,
	SystemApiLogPage,
	SystemApiLogQuery,
	SystemApiLogStatistics,
	SystemStatisticsQuery,
} from "./schemas";

const mine = { method: "get", tag: "API log", permission: "api_log.read" } as const;
const all = { method: "get", tag: "API log", permission: "system.api_log.read" } as const;
const csv = { binary: "text/csv" } as const;

export const apiLogRoutes: Route[] = [
	tenantRoute(
		{
			...{ ...mine, path: "/api-logs", query: ApiLogQuery, answer: ApiLogPage },
			summary: "Requests of the organisation's people and keys, the last or the slowest first",
		},
		(ctx, { query }) => listApiLogs(ctx, query),
	),
	tenantRoute(
		{
			...{ ...mine, path: "/api-logs/statistics", query: StatisticsQuery, answer: ApiLogStatistics },
			summary: "What the requests of a range of up to 31 days were like",
		},
		(ctx, { query }) => readStatistics(ctx, query),
	),
	tenantRoute(
		{
			...{ ...mine, path: "/api-logs/export", query: ApiLogExportQuery, answer: csv },
			summary: "The requests as CSV; at most 10,000 rows",
		},
		(ctx, { query }) => exportApiLogs(ctx, query),
	),
	systemRoute(
		{
			...{ ...all, path: "/admin/api-logs", query: SystemApiLogQuery, answer: SystemApiLogPage },
			summary: "Requests of everybody",
		},
		(ctx, { query }) => listAllApiLogs(ctx, query),
	),
	systemRoute(
		{
			...{ ...all, path: "/admin/api-logs/statistics", query: SystemStatisticsQuery, answer: SystemApiLogStatistics },
			summary: "What the requests of a range of up to 7 days were like, and hours with unusually many errors",
		},
		(ctx, { query }) => readAllStatistics(ctx, query),
	),
	systemRoute(
		{
			...{ ...all, path: "/admin/api-logs/deprecated", query: DeprecatedQuery, answer: DeprecatedUse },
			summary: "Deprecated routes that are still called, and by whom",
		},
		(ctx, { query }) => readDeprecated(ctx, query),
	),
	systemRoute(
		{
			...{ ...all, path: "/admin/api-logs/export", query: SystemApiLogExportQuery, answer: csv },
			summary: "Everybody's requests as CSV; at most 10,000 rows",
		},
		(ctx, { query }) => exportAllApiLogs(ctx, query),
	),
];
