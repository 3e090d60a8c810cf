import type { Schema } from "@sewa/sdk";
import { Hourglass } from "lucide-react";
import { required } from "~/api.server";
import { api } from "~/context";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardHeader } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { RelativeTime } from "~/ui/relative-time";
import { TextLink } from "../text-link";
import type { Route } from "./+types/deprecated-routes";
import { LogTabs } from "./log-tabs";

export const handle = {
	crumb: () => m.api_logs_deprecated(),
	parents: () => [{ label: m.api_logs_title(), to: "/admin/api-logs" }],
} satisfies CrumbHandle;
export const meta = () => [{ title: `${m.api_logs_deprecated()} · Sewa` }];

export function loader({ context }: Route.LoaderArgs) {
	return required(context.get(api).GET("/api/v1/admin/api-logs/deprecated"));
}

export default function DeprecatedRoutes({ loaderData: { items } }: Route.ComponentProps) {
	return (
		<>
			<PageHeader title={m.api_logs_title()} description={m.api_logs_deprecated_lead()} />
			<LogTabs />
			{items.length === 0 && (
				<EmptyState icon={Hourglass} title={m.api_logs_deprecated_none()}>
					{m.api_logs_deprecated_none_text()}
				</EmptyState>
			)}
			{items.map((item) => (
				<DeprecatedRoute key={`${item.method} ${item.route}`} item={item} />
			))}
		</>
	);
}

type Item = Schema<"DeprecatedUse">["items"][number];

function DeprecatedRoute({ item: { method, route, requests, tenants, callers } }: { item: Item }) {
	const count = (value: number) => formatNumber(value, getLocale());
	return (
		<Card>
			<CardHeader
				title={<span className="font-mono wrap-anywhere">{`${method} ${route}`}</span>}
				description={m.api_logs_deprecated_calls({ requests: count(requests), tenants: count(tenants) })}
				action={<TextLink to={`/admin/api-logs?route=${encodeURIComponent(route)}`}>{m.api_logs_requests()}</TextLink>}
			/>
			<ul className="divide-y divide-line">
				{callers.map(({ tenant, actor, requests: calls, lastAt }) => (
					<li
						key={`${tenant?.id} ${actor.id}`}
						className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 px-4 py-2.5 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto_8rem] md:px-5"
					>
						<span className="truncate font-medium">
							{tenant ? (
								<TextLink to={`/admin/tenants/${tenant.id}`}>{tenant.name ?? tenant.id}</TextLink>
							) : (
								m.api_logs_no_tenant()
							)}
						</span>
						<span className="truncate text-ink-muted max-md:row-start-2">
							{actor.kind === "anonymous" ? m.api_logs_nobody() : (actor.name ?? actor.id)}
						</span>
						<span className="tabular text-right">{count(calls)}</span>
						<span className="text-right text-note text-ink-muted">
							<RelativeTime at={lastAt} />
						</span>
					</li>
				))}
			</ul>
		</Card>
	);
}
