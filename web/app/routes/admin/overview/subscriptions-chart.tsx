import type { Schema } from "@sewa/sdk";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { ChartCard } from "~/ui/chart/chart-card";
import { statusWord } from "~/ui/status-words";

type SubscriptionsChartProps = { overview: Schema<"Overview">; plans: { code: string; name: string }[] };

/** Live subscriptions of each plan; those that wait for money are one group. */
export function SubscriptionsChart({ overview: { subscriptions }, plans }: SubscriptionsChartProps) {
	const unlisted = subscriptions.map((row) => row.plan).filter((code) => !plans.some((plan) => plan.code === code));
	const all = [...plans, ...[...new Set(unlisted)].map((code) => ({ code, name: code }))];
	const points = all.map(({ code, name }) => {
		const count = (...statuses: string[]) =>
			subscriptions
				.filter((row) => row.plan === code && statuses.includes(row.status))
				.reduce((sum, row) => sum + row.count, 0);
		return {
			plan: name,
			active: count("active"),
			trialing: count("trialing"),
			unpaid: count("pending", "past_due", "suspended"),
		};
	});
	return (
		<ChartCard
			title={m.admin_overview_plans_chart()}
			description={m.admin_overview_plans_chart_text()}
			kind="bar"
			stacked
			points={points}
			x="plan"
			xTitle={m.admin_plan()}
			xLabel={String}
			valueLabel={(count) => formatNumber(count, getLocale())}
			series={[
				{ key: "active", label: statusWord("subscription", "active").label(), color: 1 },
				{ key: "trialing", label: statusWord("subscription", "trialing").label(), color: 3 },
				{ key: "unpaid", label: m.admin_overview_unpaid(), color: 2 },
			]}
		/>
	);
}
