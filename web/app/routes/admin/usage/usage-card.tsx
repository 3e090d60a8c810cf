import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { formatLimit, formatUse, type MeterName, meterName } from "./meter-words";
import type { Quota } from "./quotas";
import { toneOf, UseBar } from "./use-bar";

type UsageCardProps = { tenantId: string; quotas: Quota[] | null; meters: readonly MeterName[] };

/** What is limited and used, in the tenant's page, and the way to the whole of it. */
export function UsageCard({ tenantId, quotas, meters }: UsageCardProps) {
	if (!quotas) return null;
	const limited = quotas.filter(({ limit }) => limit !== null);
	return (
		<Card>
			<CardHeader
				title={m.admin_usage_card()}
				action={
					<ButtonLink to={`/admin/tenants/${tenantId}/usage`} size="sm">
						{m.admin_usage_card_see()}
					</ButtonLink>
				}
			/>
			<CardBody>
				{limited.length === 0 && <p className="text-ink-muted">{m.admin_usage_no_quotas_text()}</p>}
				<ul className="grid gap-3">
					{limited.map(({ meter, used, limit }) => (
						<li key={meter} className="grid gap-1.5">
							<span className="flex items-baseline justify-between gap-3">
								<span className="truncate">{meterName(meters, meter)}</span>
								<span className="tabular text-note whitespace-nowrap text-ink-muted">
									{formatUse(meter, used)} / {formatLimit(meter, limit)}
								</span>
							</span>
							<UseBar fraction={limit ? used / limit : 1} tone={toneOf(used, limit)} />
						</li>
					))}
				</ul>
			</CardBody>
		</Card>
	);
}
