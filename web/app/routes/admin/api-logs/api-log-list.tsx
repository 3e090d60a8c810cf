import type { Schema } from "@sewa/sdk";
import { useSearchParams } from "react-router";
import { SystemApiLogQuery } from "#worker/modules/audit/api-logs/schemas";
import { outcome, required } from "~/api.server";
import { api, session } from "~/context";
import { defaultTimeZone, formatPercent } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { LogFilters } from "~/routes/api-logs/log-filters";
import { readLogQuery, statisticsSpan } from "~/routes/api-logs/log-query.server";
import { LogStatistics } from "~/routes/api-logs/log-statistics";
import { LogTable } from "~/routes/api-logs/log-table";
import { TopList } from "~/routes/api-logs/top-list";
import { windowName } from "~/ui/chart/window-name";
import { useClock } from "~/ui/clock";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page-header";
import { Pagination } from "~/ui/pagination";
import { withParams } from "~/url";
import { ScopeChip } from "../scope-chip";
import type { Route } from "./+types/api-log-list";
import { LogTabs } from "./log-tabs";

export const handle = { crumb: () => m.api_logs_title(), skeleton: "overview" } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.api_logs_title()} · Sewa` }];

/** All tenants' lines are read for the statistics: so far back they go at once. */
const MOST_DAYS = 7;

export async function loader({ request, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const zone = context.get(session).user.timeZone ?? defaultTimeZone;
	const query = readLogQuery(request, SystemApiLogQuery, zone);
	const { from, to, tenantId } = query;
	const span = {
		...statisticsSpan({ ...(from && { from }), ...(to && { to }) }, MOST_DAYS),
		...(tenantId && { tenantId }),
	};
	const [page, statistics] = await Promise.all([
		required(client.GET("/api/v1/admin/api-logs", { params: { query } })),
		outcome(client.GET("/api/v1/admin/api-logs/statistics", { params: { query: span } })),
	]);
	return { ...page, statistics: statistics.ok ? statistics.data : null };
}

export default function ApiLogList({ loaderData: { items, nextCursor, statistics } }: Route.ComponentProps) {
	const [params] = useSearchParams();
	const chosen = items.find(({ tenant }) => tenant?.id === params.get("tenantId"));
	const key = items.find(({ actor }) => actor.id === params.get("key"));
	return (
		<>
			<PageHeader title={m.api_logs_title()} description={m.api_logs_lead()} />
			<LogTabs />
			<LogFilters csv={`/admin/api-logs.csv?${params}`} keyName={key?.actor.name ?? undefined}>
				<ScopeChip name="tenantId" label={m.admin_tenant()} value={chosen?.tenant?.name ?? undefined} />
			</LogFilters>
			{statistics && (
				<>
					<Spikes spikes={statistics.spikes} />
					<LogStatistics statistics={statistics}>
						<TopTenants tenants={statistics.tenants} />
					</LogStatistics>
				</>
			)}
			<LogTable items={items} tenants />
			<Pagination nextCursor={nextCursor} shown={items.length} />
		</>
	);
}

type Statistics = Schema<"SystemApiLogStatistics">;

function TopTenants({ tenants }: Pick<Statistics, "tenants">) {
	const [params] = useSearchParams();
	const rows = tenants.slice(0, 5).map(({ tenant, requests, errorRate }) => ({
		id: tenant?.id ?? "none",
		name: tenant ? (tenant.name ?? tenant.id) : m.api_logs_no_tenant(),
		to: withParams(params, { tenantId: tenant?.id ?? null }),
		...{ requests, errorRate },
	}));
	return <TopList title={m.api_logs_top_tenants()} rows={rows} />;
}

function Spikes({ spikes }: Pick<Statistics, "spikes">) {
	const locale = getLocale();
	const { timeZone } = useClock();
	if (spikes.length === 0) return null;
	const hours = spikes.map(({ start, errorRate }) => {
		return `${windowName(start, "hour", timeZone)} (${formatPercent(errorRate, locale)})`;
	});
	return (
		<Notice tone="wait" title={m.api_logs_spikes({ count: spikes.length })}>
			{hours.join(" · ")}
		</Notice>
	);
}
