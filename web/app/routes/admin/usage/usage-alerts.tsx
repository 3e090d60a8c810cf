import { SystemAlertQuery } from "#worker/modules/metering/alerts/alert-schemas";
import { required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { readQuery } from "~/read-query.server";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { Pagination } from "~/ui/pagination";
import type { Route } from "./+types/usage-alerts";
import { AlertList } from "./alert-list";
import { readMeters } from "./read-meters.server";

export const handle = {
	crumb: () => m.admin_usage_near(),
	parents: () => [{ label: m.admin_usage_title(), to: "/admin/usage" }],
} satisfies CrumbHandle;
export const meta = () => [{ title: `${m.admin_usage_near()} · Sewa` }];

export async function loader({ request, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const query = readQuery(request, SystemAlertQuery);
	const [page, meters] = await Promise.all([
		required(client.GET("/api/v1/admin/usage-alerts", { params: { query } })),
		readMeters(client),
	]);
	return { ...page, meters };
}

export default function UsageAlerts({ loaderData: { items, nextCursor, meters } }: Route.ComponentProps) {
	return (
		<>
			<PageHeader title={m.admin_usage_near()} description={m.admin_usage_near_lead()} />
			<AlertList alerts={items} meters={meters} />
			<Pagination nextCursor={nextCursor} shown={items.length} />
		</>
	);
}
