import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { RelativeTime } from "~/ui/relative-time";
import { Threshold } from "./alert-list";
import { formatUse, type MeterName, meterName } from "./meter-words";

type Alert = Schema<"UsageAlert">;

/** What the tenant was told of its limits, the latest first, and who has put it away. */
export function TenantAlerts({ alerts, meters }: { alerts: Alert[]; meters: readonly MeterName[] }) {
	return (
		<Card>
			<CardHeader title={m.admin_usage_alerts()} description={m.admin_usage_alerts_text()} />
			<CardBody className="py-1.5!">
				{alerts.length === 0 ? (
					<p className="py-2 text-ink-muted">{m.admin_usage_alerts_none()}</p>
				) : (
					<ul className="divide-y divide-line">
						{alerts.map((alert) => (
							<li key={alert.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
								<span>
									{meterName(meters, alert.meter)}{" "}
									<span className="tabular text-ink-muted">
										{formatUse(alert.meter, alert.used)} / {formatUse(alert.meter, alert.limit)}
									</span>
								</span>
								<Threshold alert={alert} />
								<span className="basis-full text-note text-ink-muted">
									<RelativeTime at={alert.createdAt} />
									{alert.dismissedBy && ` · ${m.admin_usage_alert_seen({ by: alert.dismissedBy })}`}
								</span>
							</li>
						))}
					</ul>
				)}
			</CardBody>
		</Card>
	);
}
