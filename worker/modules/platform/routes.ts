import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { type Route, systemRoute } from "#worker/kernel/route";
import { changeTenantStatus } from "../tenants";
import { ReasonInput, SystemTenantQuery } from "../tenants/schemas";
import { readOverview } from "./read-overview";
import { listTenants, readTenantDetail } from "./read-tenants";
import { Overview, SystemTenantDetail, SystemTenantPage } from "./schemas";

const tag = "Tenants";
const params = z.object({ id: idOf("tenant") });

const transitions = [
	{
		path: "suspend",
		event: "suspend",
		permission: "system.tenant.suspend",
		summary: "Suspend: its people can read and pay, nothing else",
	},
	{ path: "reactivate", event: "reactivate", permission: "system.tenant.suspend", summary: "Lift a suspension" },
	{ path: "close", event: "close", permission: "system.tenant.close", summary: "Close in 30 days" },
	{
		path: "keep",
		event: "keep",
		permission: "system.tenant.close",
		summary: "Take a closing back; the tenant is suspended",
	},
] as const;

export const platformRoutes: Route[] = [
	systemRoute(
		{
			method: "get",
			path: "/admin/overview",
			tag: "Overview",
			summary: "Figures of the installation",
			permission: "system.overview.read",
			answer: Overview,
		},
		(ctx) => readOverview(ctx),
	),
	systemRoute(
		{
			method: "get",
			path: "/admin/tenants",
			tag,
			summary: "Tenants",
			permission: "system.tenant.read",
			query: SystemTenantQuery,
			answer: SystemTenantPage,
		},
		(ctx, { query }) => listTenants(ctx, query),
	),
	systemRoute(
		{
			method: "get",
			path: "/admin/tenants/{id}",
			tag,
			summary: "A tenant",
			permission: "system.tenant.read",
			params,
			answer: SystemTenantDetail,
		},
		(ctx, { params }) => readTenantDetail(ctx, params.id),
	),
	...transitions.map(({ path, event, permission, summary }) =>
		systemRoute(
			{
				method: "post",
				path: `/admin/tenants/{id}/${path}`,
				tag,
				summary,
				permission,
				params,
				body: ReasonInput,
				answer: SystemTenantDetail,
				errors: ["conflict"],
			},
			async (ctx, { params, body }) => {
				await changeTenantStatus(ctx, params.id, event, body.reason);
				return readTenantDetail(ctx, params.id);
			},
		),
	),
];
