import type { Schema } from "@sewa/sdk";
import type { ReactNode } from "react";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { ChartCard } from "~/ui/chart/chart-card";
import { windowName } from "~/ui/chart/window-name";
import { useClock } from "~/ui/clock";
import { meterValue } from "./meter-words";

type UsageChartProps = {
	usage: Schema<"Usage">;
	title: string;
	description?: ReactNode;
	/** What the values are called. */
	series: string;
	action?: ReactNode;
	/** Instead of a chart of zeros. */
	empty: ReactNode;
};

/** Use window by window. Bars where there are few, an area where they would be too thin. */
export function UsageChart({ usage, title, description, series, action, empty }: UsageChartProps) {
	const { timeZone } = useClock();
	const { window, items, unit } = usage;
	if (usage.total === 0)
		return (
			<Card>
				<CardHeader title={title} description={description} action={action} />
				<CardBody>{empty}</CardBody>
			</Card>
		);
	return (
		<ChartCard
			title={title}
			description={description}
			kind={items.length > 62 ? "area" : "bar"}
			points={items}
			x="start"
			xTitle={titleOf(window)}
			xLabel={(start) => windowName(String(start), window, timeZone)}
			valueLabel={(value, short) => meterValue(value, unit, short)}
			series={[{ key: "value", label: series }]}
			action={action}
		/>
	);
}

type Window = Schema<"Usage">["window"];

const titleOf = (window: Window): string =>
	({ hour: m.usage_hour(), day: m.usage_day(), month: m.usage_month() })[window];
