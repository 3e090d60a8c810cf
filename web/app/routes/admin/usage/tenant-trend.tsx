import type { Schema } from "@sewa/sdk";
import { ChartNoAxesColumn } from "lucide-react";
import { useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { EmptyState } from "~/ui/empty-state";
import { FilterChip } from "~/ui/filter-chip";
import { Segmented } from "~/ui/segmented";
import { withParams } from "~/url";
import { Section } from "../section";
import { CsvLink } from "./csv-link";
import { type MeterName, meterName } from "./meter-words";
import type { UsageRange } from "./range";
import { RangeBar } from "./range-bar";
import { UsageChart } from "./usage-chart";
import { UsageGroups } from "./usage-groups";

type Meter = MeterName & { source: string };
type TenantTrendProps = {
	tenantId: string;
	meter: string;
	meters: readonly Meter[];
	range: UsageRange;
	usage: Schema<"Usage"> | null;
};

/** The tenant's use of one meter over time, and what it is made of. */
export function TenantTrend({ tenantId, meter, meters, range, usage }: TenantTrendProps) {
	const [params] = useSearchParams();
	const name = meterName(meters, meter);
	const counted = meters.filter(({ source }) => source !== "records");
	const query = new URLSearchParams(params);
	const asked = { from: range.from, to: range.end, window: range.window, meter };
	for (const [key, value] of Object.entries(asked)) query.set(key, value);
	return (
		<Section
			title={m.admin_usage_trend()}
			action={usage && <CsvLink to={`/api/v1/admin/tenants/${tenantId}/usage/export?${query}`} of={name} />}
		>
			<div className="flex flex-wrap items-center gap-2">
				<FilterChip
					name="meter"
					label={m.admin_usage_meter()}
					options={counted.map(({ code }) => [code, meterName(meters, code)])}
				/>
				{meter === "api_calls" && <SplitBy />}
			</div>
			<RangeBar range={range} />
			{usage ? (
				<>
					<UsageChart title={name} meter={meter} usage={usage} />
					{usage.groups && (
						<UsageGroups groups={usage.groups} total={usage.total} meter={meter} by={params.get("groupBy")} />
					)}
				</>
			) : (
				<EmptyState icon={ChartNoAxesColumn} title={m.admin_usage_no_chart()}>
					{m.admin_usage_no_chart_text()}
				</EmptyState>
			)}
		</Section>
	);
}

function SplitBy() {
	const [params] = useSearchParams();
	const by = params.get("groupBy");
	const choices = [
		[null, m.admin_usage_whole()],
		["endpoint", m.admin_usage_by_endpoint()],
		["key", m.admin_usage_by_key()],
	] as const;
	return (
		<Segmented
			label={m.admin_usage_split()}
			segments={choices.map(([value, label]) => {
				return { label, to: withParams(params, { groupBy: value }), current: by === value };
			})}
		/>
	);
}
