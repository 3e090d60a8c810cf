import type { Schema } from "@sewa/sdk";
import { useSearchParams } from "react-router";
import { formatCompact, formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { ChartCard } from "~/ui/chart/chart-card";
import { Segmented } from "~/ui/segmented";
import { withParams } from "~/url";
import { monthName } from "./months";

type RevenueChartProps = { overview: Schema<"Overview">; months: string[]; currency: "IDR" | "USD" };

export function RevenueChart({ overview, months, currency }: RevenueChartProps) {
	const locale = getLocale();
	const [params] = useSearchParams();
	const own = new Map(
		overview.revenue.filter((row) => row.currency === currency).map((row) => [row.month, row.amount]),
	);
	const points = months.map((month) => ({ month, revenue: own.get(month) ?? 0 }));
	const both = new Set(overview.revenue.map((row) => row.currency)).size > 1;
	const exponent = currency === "IDR" ? 1 : 100;
	return (
		<ChartCard
			title={m.admin_overview_revenue_chart()}
			description={m.admin_overview_revenue_chart_text()}
			kind="bar"
			points={points}
			x="month"
			xTitle={m.admin_month()}
			xLabel={(month) => monthName(String(month), locale, true)}
			valueLabel={(amount, short) =>
				short ? formatCompact(amount / exponent, locale) : formatMoney({ amount, currency }, locale)
			}
			series={[{ key: "revenue", label: m.admin_overview_revenue_series() }]}
			action={
				both && (
					<Segmented
						label={m.admin_currency()}
						segments={(["IDR", "USD"] as const).map((code) => ({
							label: code,
							to: withParams(params, { currency: code }),
							current: code === currency,
						}))}
					/>
				)
			}
		/>
	);
}
