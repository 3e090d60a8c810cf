import { type Route, systemRoute, tenantRoute } from "#worker/kernel/route";
import { enterMetered } from "../quotas/override-quota";
import { TenantParam } from "../quotas/quota-schemas";
import { AlertPage, AlertParam, AlertQuery, AlertView, SystemAlertPage, SystemAlertQuery } from "./alert-schemas";
import { dismissAlert, listAlerts, listAllAlerts } from "./read-alerts";

const tag = "Limits";

export const alertRoutes: Route[] = [
	tenantRoute(
		{
			...{ method: "get", path: "/usage/alerts", tag, summary: "Limits that were reached, or nearly" },
			...{ permission: "usage.read", query: AlertQuery, answer: AlertPage },
		},
		(ctx, { query }) => listAlerts(ctx, query),
	),
	tenantRoute(
		{
			...{ method: "post", path: "/usage/alerts/{id}/dismiss", tag, summary: "Put an alert away" },
			...{ permission: "usage.dismiss", params: AlertParam, answer: AlertView },
		},
		(ctx, { params }) => dismissAlert(ctx, params.id),
	),
	systemRoute(
		{
			...{ method: "get", path: "/admin/usage-alerts", tag, summary: "Tenants near their limits" },
			...{ permission: "system.quota.read", query: SystemAlertQuery, answer: SystemAlertPage },
		},
		(ctx, { query }) => listAllAlerts(ctx, query),
	),
	systemRoute(
		{
			...{ method: "get", path: "/admin/tenants/{id}/alerts", tag, summary: "A tenant's alerts" },
			...{ permission: "system.quota.read", params: TenantParam, query: AlertQuery, answer: AlertPage },
		},
		async (ctx, { params, query }) => listAlerts(await enterMetered(ctx, params.id), query),
	),
];
