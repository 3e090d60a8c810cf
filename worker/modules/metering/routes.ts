import * as z from "zod";
import { inTenant } from "#worker/kernel/context";
import { idOf } from "#worker/kernel/ids";
import { type Route, systemRoute, tenantRoute } from "#worker/kernel/route";
import { ingestEvents } from "./ingestion/ingest-events";
import { EVENT_TYPES, INGEST_LIMIT, IngestAnswer, IngestInput } from "./ingestion/ingest-schemas";
import { createMeter, listAllMeters, listMeters, readMeter, updateMeter } from "./meters/manage-meters";
import {
	MeterInput,
	MeterList,
	MeterParam,
	MeterPatch,
	SystemMeterPage,
	SystemMeterQuery,
	SystemMeterView,
} from "./schemas";
import { exportUsage } from "./usage/export-usage";
import { listTenantUsage } from "./usage/list-tenant-usage";
import { readSummary } from "./usage/read-summary";
import { readUsage } from "./usage/read-usage";
import { TenantUsagePage, TenantUsageQuery, UsageQuery, UsageSummary, UsageView } from "./usage/usage-schemas";

const tag = "Usage";
const usage = { method: "get", tag, permission: "usage.read" } as const;
const system = { method: "get", tag, permission: "system.usage.read" } as const;
const tenant = z.object({ id: idOf("tenant") });

const ofTenants: Route[] = [
	tenantRoute({ ...usage, path: "/meters", summary: "What is counted, in which units", answer: MeterList }, (ctx) =>
		listMeters(ctx),
	),
	tenantRoute(
		{
			method: "post",
			path: "/usage/events",
			tag,
			summary: "Count CloudEvents: one, or up to 1,000; each is answered for",
			permission: "usage.create",
			mediaTypes: EVENT_TYPES,
			bodyLimit: INGEST_LIMIT,
			body: IngestInput,
			answer: IngestAnswer,
			errors: ["not_ready"],
		},
		(ctx, { body }) => ingestEvents(ctx, body),
	),
	tenantRoute(
		{
			...usage,
			path: "/usage",
			summary: "Use of a meter by the hour, day or month, and what it is made of",
			query: UsageQuery,
			answer: UsageView,
		},
		(ctx, { query }) => readUsage(ctx, query),
	),
	tenantRoute(
		{
			...usage,
			path: "/usage/export",
			summary: "The same as CSV",
			query: UsageQuery,
			answer: { binary: "text/csv" },
		},
		(ctx, { query }) => exportUsage(ctx, query),
	),
	tenantRoute(
		{ ...usage, path: "/usage/summary", summary: "Every meter: used, limit, trend", answer: UsageSummary },
		(ctx) => readSummary(ctx),
	),
];

const ofSystem: Route[] = [
	systemRoute(
		{
			method: "get",
			path: "/admin/meters",
			tag,
			summary: "Meters",
			permission: "system.meter.read",
			query: SystemMeterQuery,
			answer: SystemMeterPage,
		},
		(ctx, { query }) => listAllMeters(ctx, query),
	),
	systemRoute(
		{
			method: "post",
			path: "/admin/meters",
			tag,
			summary: "Define a meter of events",
			permission: "system.meter.write",
			body: MeterInput,
			answer: SystemMeterView,
			status: 201,
			idempotent: true,
			errors: ["already_exists", "conflict"],
		},
		(ctx, { body }) => createMeter(ctx, body),
	),
	systemRoute(
		{
			method: "get",
			path: "/admin/meters/{code}",
			tag,
			summary: "A meter",
			permission: "system.meter.read",
			params: MeterParam,
			answer: SystemMeterView,
		},
		(ctx, { params }) => readMeter(ctx, params.code),
	),
	systemRoute(
		{
			method: "patch",
			path: "/admin/meters/{code}",
			tag,
			summary: "Change a meter's words, retire it or take it back",
			permission: "system.meter.write",
			params: MeterParam,
			body: MeterPatch,
			answer: SystemMeterView,
			errors: ["conflict"],
		},
		(ctx, { params, body }) => updateMeter(ctx, params.code, body),
	),
	systemRoute(
		{
			...system,
			path: "/admin/usage",
			summary: "Tenants by their use of a meter",
			query: TenantUsageQuery,
			answer: TenantUsagePage,
		},
		(ctx, { query }) => listTenantUsage(ctx, query),
	),
	systemRoute(
		{
			...system,
			path: "/admin/tenants/{id}/usage",
			summary: "A tenant's use of a meter",
			params: tenant,
			query: UsageQuery,
			answer: UsageView,
		},
		(ctx, { params, query }) => readUsage(inTenant(ctx, ctx.db, params.id), query),
	),
	systemRoute(
		{
			...system,
			path: "/admin/tenants/{id}/usage/summary",
			summary: "A tenant's meters: used, limit, trend",
			params: tenant,
			answer: UsageSummary,
		},
		(ctx, { params }) => readSummary(inTenant(ctx, ctx.db, params.id)),
	),
	systemRoute(
		{
			...system,
			path: "/admin/tenants/{id}/usage/export",
			summary: "A tenant's use of a meter as CSV",
			params: tenant,
			query: UsageQuery,
			answer: { binary: "text/csv" },
		},
		(ctx, { params, query }) => exportUsage(inTenant(ctx, ctx.db, params.id), query),
	),
];

export const meteringRoutes: Route[] = [...ofTenants, ...ofSystem];
