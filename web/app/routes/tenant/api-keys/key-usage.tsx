import type { Schema } from "@sewa/sdk";
import { Activity, FlaskConical } from "lucide-react";
import { useSearchParams } from "react-router";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { Segmented } from "~/ui/segmented";
import { withParams } from "~/url";
import { ShareCard } from "../usage/share-card";
import { UsageChart } from "../usage/usage-chart";
import type { KeyRange } from "./key-usage.server";

type KeyUsageProps = { of: Schema<"ApiKey">; usage: { days: KeyRange; usage: Schema<"Usage"> | null } | null };

const ranges: KeyRange[] = ["7", "30", "90"];

/** How often the key calls, by day, and what. */
export function KeyUsage({ of, usage }: KeyUsageProps) {
	const [params] = useSearchParams();
	if (!usage)
		return (
			<EmptyState icon={FlaskConical} title={m.keys_usage_test()}>
				{m.keys_usage_test_text()}
			</EmptyState>
		);
	const { days, usage: found } = usage;
	if (!found) return <Notice tone="bad">{m.keys_usage_failed()}</Notice>;
	const range = (
		<Segmented
			label={m.usage_range()}
			segments={ranges.map((one) => ({
				label: m.keys_usage_days({ count: one }),
				to: withParams(params, { days: one }),
				current: one === days,
			}))}
		/>
	);
	const calls = formatNumber(found.total, getLocale());
	return (
		<div className="grid min-w-0 gap-5">
			<UsageChart
				usage={found}
				title={m.keys_usage()}
				description={m.keys_usage_text({ calls })}
				series={m.keys_usage_series()}
				action={range}
				empty={
					<EmptyState icon={Activity} title={m.keys_usage_none()}>
						{of.state === "active" ? m.keys_usage_none_text() : m.keys_usage_none_ended()}
					</EmptyState>
				}
			/>
			{found.total > 0 && (
				<ShareCard
					title={m.usage_by_endpoint()}
					rows={(found.groups ?? []).map(({ group, total }) => ({
						name: String(group ?? "–"),
						value: total,
						code: true,
					}))}
					total={found.total}
					unit={found.unit}
				/>
			)}
		</div>
	);
}
