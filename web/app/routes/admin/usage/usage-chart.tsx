import type { ReactNode } from "react";
import { m } from "~/paraglide/messages.js";
import { ChartCard } from "~/ui/chart/chart-card";
import { windowName } from "~/ui/chart/window-name";
import { useClock } from "~/ui/clock";
import { formatUse, shortUse } from "./meter-words";
import type { UsageWindow } from "./range";

type UsageChartProps = {
	title: string;
	meter: string;
	usage: { window: UsageWindow; items: { start: string; value: number }[]; total: number };
	action?: ReactNode;
};

/** Use of a meter, window by window, with the total of all of them. */
export function UsageChart({ title, meter, usage: { window, items, total }, action }: UsageChartProps) {
	const { timeZone } = useClock();
	return (
		<ChartCard
			title={title}
			description={m.admin_usage_chart_text({ total: formatUse(meter, total) })}
			kind="bar"
			points={items}
			x="start"
			xTitle={m.admin_usage_when()}
			xLabel={(start) => windowName(String(start), window, timeZone)}
			valueLabel={(value, short) => (short ? shortUse(value) : formatUse(meter, value))}
			series={[{ key: "value", label: title }]}
			action={action}
		/>
	);
}
