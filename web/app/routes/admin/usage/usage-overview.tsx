import { useSearchParams } from "react-router";
import { TenantUsageQuery } from "#worker/modules/metering/usage/usage-schemas";
import { outcome, required } from "~/api.server";
import { api, session } from "~/context";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { readQuery } from "~/read-query.server";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { Section } from "../section";
import type { Route } from "./+types/usage-overview";
import { AlertList } from "./alert-list";
import { CsvLink } from "./csv-link";
import { MeterTiles } from "./meter-tiles";
import { rangeQuery, readRange } from "./range.server";
import { RangeBar } from "./range-bar";
import { readMeters } from "./read-meters.server";
import { TenantsByUse } from "./tenants-by-use";
import { UsageChart } from "./usage-chart";

export const handle = { crumb: () => m.admin_usage_title(), skeleton: "overview" } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.admin_usage_title()} · Sewa` }];

/** Tenants beside who is near a limit. */
const PAGE = 12;

export async function loader({ request, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const range = readRange(request, Date.parse(context.get(session).now));
	const { meter = "api_calls", cursor, sort } = readQuery(request, TenantUsageQuery);
	const { window, ...days } = rangeQuery(range);
	const page = { ...days, meter, limit: PAGE, ...(cursor && { cursor }), ...(sort && { sort }) };
	const [usage, tenants, alerts, meters] = await Promise.all([
		required(client.GET("/api/v1/admin/usage/totals", { params: { query: { ...days, window, meter } } })),
		required(client.GET("/api/v1/admin/usage", { params: { query: page } })),
		outcome(client.GET("/api/v1/admin/usage-alerts", { params: { query: { limit: 8 } } })),
		readMeters(client),
	]);
	return { range, usage, tenants, alerts: alerts.ok ? alerts.data : null, meters };
}

export default function UsageOverview({ loaderData: { range, usage, tenants, alerts, meters } }: Route.ComponentProps) {
	const [params] = useSearchParams();
	const name = usage.meters.find(({ meter }) => meter === usage.meter)?.name[getLocale()] ?? usage.meter;
	return (
		<>
			<PageHeader title={m.admin_usage_title()} description={m.admin_usage_lead()} />
			<RangeBar range={range} />
			<MeterTiles meters={usage.meters} chosen={usage.meter} />
			<UsageChart
				title={name}
				meter={usage.meter}
				usage={usage}
				action={<CsvLink to={`/admin/usage/totals.csv?${params}`} of={name} />}
			/>
			<div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
				<TenantsByUse page={tenants} total={usage.total} meter={name} />
				<Section title={m.admin_usage_near()} to={alerts?.nextCursor ? "/admin/usage/alerts" : undefined}>
					<AlertList alerts={alerts?.items ?? null} meters={meters} />
				</Section>
			</div>
		</>
	);
}
