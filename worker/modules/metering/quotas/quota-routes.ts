import { type Route, systemRoute, tenantRoute } from "#worker/kernel/route";
import { clearQuota, listQuotas, overrideQuota, resetQuota } from "./override-quota";
import { clearRates, overrideRates, readRates } from "./override-rates";
import {
	EntitlementsView,
	QuotaInput,
	QuotaList,
	QuotaParam,
	QuotaView,
	RateInput,
	RatesView,
	ResetInput,
	TenantParam,
} from "./quota-schemas";
import { readTenantEntitlements } from "./read-entitlements";

const tag = "Limits";
const quota = "/admin/tenants/{id}/quotas/{meter}";
const rates = "/admin/tenants/{id}/rate-limits";
const read = { tag, permission: "system.quota.read", params: TenantParam } as const;
const write = { tag, permission: "system.quota.write" } as const;
const nothing = () => undefined;

export const quotaRoutes: Route[] = [
	tenantRoute(
		{
			...{ method: "get", path: "/entitlements", tag, summary: "What the organisation may do, and has used" },
			...{ permission: "entitlement.read", answer: EntitlementsView },
		},
		(ctx) => readTenantEntitlements(ctx),
	),
	systemRoute(
		{
			...read,
			...{ method: "get", path: "/admin/tenants/{id}/quotas", summary: "A tenant's quotas and their use" },
			answer: QuotaList,
		},
		(ctx, { params }) => listQuotas(ctx, params.id),
	),
	systemRoute(
		{
			...write,
			...{ method: "put", path: quota, summary: "Set a tenant's quota, instead of its plan's" },
			...{ params: QuotaParam, body: QuotaInput, answer: QuotaView },
		},
		(ctx, { params, body }) => overrideQuota(ctx, params.id, params.meter, body),
	),
	systemRoute(
		{
			...write,
			...{ method: "delete", path: quota, summary: "Give a tenant its plan's quota again" },
			...{ params: QuotaParam, answer: null },
		},
		(ctx, { params }) => clearQuota(ctx, params.id, params.meter).then(nothing),
	),
	systemRoute(
		{
			...write,
			...{ method: "post", path: `${quota}/reset`, summary: "Count a tenant's quota from zero again" },
			...{ params: QuotaParam, body: ResetInput, answer: QuotaView, errors: ["conflict"] },
		},
		(ctx, { params, body }) => resetQuota(ctx, params.id, params.meter, body.reason),
	),
	systemRoute(
		{ ...read, method: "get", path: rates, summary: "How fast a tenant may call", answer: RatesView },
		(ctx, { params }) => readRates(ctx, params.id),
	),
	systemRoute(
		{
			...write,
			...{ method: "put", path: rates, summary: "Set how fast a tenant may call, instead of its plan" },
			...{ params: TenantParam, body: RateInput, answer: RatesView },
		},
		(ctx, { params, body }) => overrideRates(ctx, params.id, body),
	),
	systemRoute(
		{
			...write,
			...{ method: "delete", path: rates, summary: "Give a tenant its plan's rate limits again" },
			...{ params: TenantParam, answer: null },
		},
		(ctx, { params }) => clearRates(ctx, params.id).then(nothing),
	),
];
