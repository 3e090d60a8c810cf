import { ApiKeyQuery } from "#worker/modules/identity/api-keys/schemas";
import { UsageQuery } from "#worker/modules/metering/usage/usage-schemas";
import { outcome, required } from "~/api.server";
import { api, session } from "~/context";
import { m } from "~/paraglide/messages.js";
import { readQuery } from "~/read-query.server";
import { DescriptionList } from "~/ui/description-list";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { DateTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import { ReadOnlyNotice, useMay } from "../permissions";
import type { Route } from "./+types/tenant-usage";
import { actOnLimits } from "./act-on-limits.server";
import { Quotas } from "./quotas";
import { rangeQuery, readRange } from "./range.server";
import { RateLimits } from "./rate-limits";
import { readMeters } from "./read-meters.server";
import { TenantAlerts } from "./tenant-alerts";
import { TenantKeys } from "./tenant-keys";
import { TenantPlace } from "./tenant-place";
import { TenantTrend } from "./tenant-trend";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

type Loaded = Route.ComponentProps["loaderData"];

export const handle = {
	crumb: () => m.admin_usage_title(),
	parents: (data?: Loaded) => [
		{ label: m.nav_tenants(), to: "/admin/tenants" },
		...(data ? [{ label: data.tenant.name, to: `/admin/tenants/${data.tenant.id}` }] : []),
	],
	skeleton: "detail",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${m.admin_usage_of({ tenant: loaderData?.tenant.name ?? "" })} · Sewa` },
];

/** So many at a time; the last so many. */
const [KEYS, ALERTS] = [10, 6];

export async function loader({ request, params, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const path = { id: params.id };
	const range = readRange(request, Date.parse(context.get(session).now));
	const { meter = "api_calls", groupBy } = readQuery(request, UsageQuery);
	const query = { ...rangeQuery(range), meter, ...(groupBy && { groupBy }) };
	const { cursor } = readQuery(request, ApiKeyQuery);
	const [tenant, quotas, rates, meters, usage, shards, move, keys, alerts] = await Promise.all([
		required(client.GET("/api/v1/admin/tenants/{id}", { params: { path } })),
		required(client.GET("/api/v1/admin/tenants/{id}/quotas", { params: { path } })),
		required(client.GET("/api/v1/admin/tenants/{id}/rate-limits", { params: { path } })),
		readMeters(client),
		outcome(client.GET("/api/v1/admin/tenants/{id}/usage", { params: { path, query } })),
		outcome(client.GET("/api/v1/admin/shards")),
		outcome(client.GET("/api/v1/admin/tenants/{id}/move", { params: { path } })),
		required(
			client.GET("/api/v1/admin/tenants/{id}/api-keys", {
				params: { path, query: { limit: KEYS, ...(cursor && { cursor }) } },
			}),
		),
		required(
			client.GET("/api/v1/admin/tenants/{id}/alerts", { params: { path, query: { state: "all", limit: ALERTS } } }),
		),
	]);
	return {
		...{ tenant: { id: tenant.id, name: tenant.name, status: tenant.status, shard: tenant.shard } },
		...{ quotas, rates, meters, range, meter },
		usage: usage.ok ? usage.data : null,
		shards: shards.ok ? shards.data.items.map(({ code }) => code) : [],
		move: move.ok ? move.data.move : null,
		keys,
		alerts: alerts.items,
	};
}

export async function action({ request, params, context }: Route.ActionArgs) {
	return actOnLimits(context.get(api), params.id, await request.formData());
}

export default function TenantUsage({ loaderData }: Route.ComponentProps) {
	const { tenant, quotas, rates, meters, range, meter, usage, shards, move, keys, alerts } = loaderData;
	const mayWrite = useMay("system.quota.write");
	return (
		<>
			<PageHeader
				title={m.admin_usage_of({ tenant: tenant.name })}
				badge={<StatusBadge of="tenant" status={tenant.status} />}
			>
				<DescriptionList layout="strip" facts={factsOf(loaderData)} />
			</PageHeader>
			{!mayWrite && <ReadOnlyNotice permission="system.quota.write" />}
			<Quotas quotas={inOrder(quotas.items, meters)} plan={quotas.plan.name} meters={meters} mayWrite={mayWrite} />
			<TenantTrend tenantId={tenant.id} meter={meter} meters={meters} range={range} usage={usage} />
			<TenantKeys keys={keys.items} nextCursor={keys.nextCursor} />
			<div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2 2xl:grid-cols-3">
				<RateLimits rates={rates} plan={quotas.plan.name} mayWrite={mayWrite} />
				<TenantAlerts alerts={alerts} meters={meters} />
				<TenantPlace tenant={tenant} shards={shards} move={move} />
			</div>
		</>
	);
}

function factsOf({ tenant, quotas: { plan, period } }: Loaded) {
	return [
		{ label: m.admin_plan(), value: plan.name },
		{
			label: m.admin_usage_period(),
			value: (
				<>
					<DateTime at={period.start} /> – <DateTime at={period.end} />
				</>
			),
		},
		{ label: m.admin_usage_shard(), value: <code className="font-mono">{tenant.shard}</code> },
	];
}

/** As the meters are listed everywhere else. */
function inOrder(quotas: Loaded["quotas"]["items"], meters: Loaded["meters"]) {
	const place = (code: string) => meters.findIndex((meter) => meter.code === code);
	return quotas.toSorted((a, b) => place(a.meter) - place(b.meter));
}
