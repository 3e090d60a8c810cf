import { useSearchParams } from "react-router";
import { ApiLogQuery } from "#worker/modules/audit/api-logs/schemas";
import { outcome, required } from "~/api.server";
import { api, session } from "~/context";
import { defaultTimeZone } from "~/format";
import { m } from "~/paraglide/messages.js";
import { LogFilters } from "~/routes/api-logs/log-filters";
import { readLogQuery, statisticsSpan } from "~/routes/api-logs/log-query.server";
import { LogStatistics } from "~/routes/api-logs/log-statistics";
import { LogTable } from "~/routes/api-logs/log-table";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { Pagination } from "~/ui/pagination";
import type { Route } from "./+types/api-log";

export const handle = { crumb: () => m.api_logs_title(), skeleton: "overview" } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.api_logs_title()} · Sewa` }];

const MOST_DAYS = 31;

export async function loader({ request, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const zone = context.get(session).user.timeZone ?? defaultTimeZone;
	const query = readLogQuery(request, ApiLogQuery, zone);
	const { from, to } = query;
	const span = statisticsSpan({ ...(from && { from }), ...(to && { to }) }, MOST_DAYS);
	const [page, statistics] = await Promise.all([
		required(client.GET("/api/v1/api-logs", { params: { query } })),
		outcome(client.GET("/api/v1/api-logs/statistics", { params: { query: span } })),
	]);
	return { ...page, statistics: statistics.ok ? statistics.data : null };
}

export default function ApiLog({ loaderData: { items, nextCursor, statistics } }: Route.ComponentProps) {
	const [params] = useSearchParams();
	const key = items.find(({ actor }) => actor.id === params.get("key"));
	return (
		<>
			<PageHeader title={m.api_logs_title()} description={m.api_logs_tenant_lead()} />
			<LogFilters csv={`/app/api-logs.csv?${params}`} keyName={key?.actor.name ?? undefined} />
			{statistics && <LogStatistics statistics={statistics} />}
			<LogTable items={items} />
			<Pagination nextCursor={nextCursor} shown={items.length} />
		</>
	);
}
