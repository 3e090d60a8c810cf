import type { Schema } from "@sewa/sdk";
import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { Link } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Badge } from "~/ui/badge";
import { EmptyState } from "~/ui/empty-state";
import { RelativeTime } from "~/ui/relative-time";
import { formatUse, type MeterName, meterName } from "./meter-words";

type Alert = Schema<"SystemUsageAlert">;

/** Tenants that have come near a limit or to its end, the latest first. */
export function AlertList({ alerts, meters }: { alerts: Alert[] | null; meters: readonly MeterName[] }) {
	if (!alerts?.length)
		return (
			<EmptyState icon={CircleCheck} title={m.admin_usage_no_alerts()}>
				{m.admin_usage_no_alerts_text()}
			</EmptyState>
		);
	return (
		<ul className="card divide-y divide-line rounded-lg border border-line bg-surface">
			{alerts.map((alert) => (
				<li key={alert.id} className="relative transition-colors hover:bg-hover">
					<Link
						to={`/admin/tenants/${alert.tenant.id}/usage?meter=${alert.meter}`}
						prefetch="intent"
						className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 px-4 py-2.5"
					>
						<span className="truncate font-medium">{alert.tenant.name}</span>
						<Threshold alert={alert} />
						<span className="min-w-0 truncate text-note text-ink-muted">
							{meterName(meters, alert.meter)} ·{" "}
							<span className="tabular">
								{formatUse(alert.meter, alert.used)} / {formatUse(alert.meter, alert.limit)}
							</span>
						</span>
						<span className="text-right text-note text-ink-muted">
							<RelativeTime at={alert.createdAt} />
						</span>
					</Link>
				</li>
			))}
		</ul>
	);
}

export function Threshold({ alert: { threshold } }: { alert: Pick<Alert, "threshold"> }) {
	const reached = threshold >= 100;
	return (
		<Badge tone={reached ? "bad" : "wait"} icon={reached ? CircleAlert : TriangleAlert}>
			{reached ? m.admin_usage_reached() : m.admin_usage_nearly({ percent: threshold })}
		</Badge>
	);
}
