import { Area, AreaChart, Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { type ChartProps, chartColor, type Series } from "./chart-types";

type PlotProps = ChartProps<object> & { kind: "area" | "bar" };

/** The drawing itself; a default export because it is loaded lazily. */
export default function Plot({ kind, points, x, xLabel, valueLabel, series, stacked }: PlotProps) {
	const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
	const Chart = kind === "area" ? AreaChart : BarChart;
	return (
		<ResponsiveContainer width="100%" height="100%">
			<Chart data={points} margin={{ top: 4, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
				<CartesianGrid vertical={false} stroke="var(--color-line)" />
				<XAxis
					dataKey={x}
					tickFormatter={(value) => xLabel(value as never)}
					tick={{ fill: "var(--color-ink-faint)", fontSize: 11 }}
					tickLine={false}
					axisLine={false}
					interval="equidistantPreserveStart"
					minTickGap={28}
				/>
				<YAxis
					tickFormatter={(value: number) => valueLabel(value, true)}
					tick={{ fill: "var(--color-ink-faint)", fontSize: 11 }}
					tickLine={false}
					axisLine={false}
					width={56}
				/>
				<Tooltip
					cursor={{ fill: "var(--color-hover)", stroke: "var(--color-line-strong)" }}
					labelFormatter={(value) => xLabel(value as never)}
					formatter={(value) => valueLabel(Number(value))}
					contentStyle={{
						background: "var(--color-raised)",
						border: "1px solid var(--color-line)",
						borderRadius: 8,
						fontSize: 12,
						color: "var(--color-ink)",
					}}
				/>
				{series.map((one, index) => mark(one, { kind, index, stacked, animated: !still }))}
			</Chart>
		</ResponsiveContainer>
	);
}

type Look = { kind: "area" | "bar"; index: number; stacked: boolean | undefined; animated: boolean };

function mark(one: Series<object>, { kind, index, stacked, animated }: Look) {
	const color = chartColor(one, index);
	const shared = { dataKey: one.key as string, name: one.label, isAnimationActive: animated, animationDuration: 150 };
	const stack = stacked ? { stackId: "all" } : { radius: [3, 3, 0, 0] as [number, number, number, number] };
	if (kind === "bar") return <Bar key={one.key} {...shared} {...stack} fill={color} maxBarSize={36} />;
	return (
		<Area key={one.key} {...shared} type="monotone" stroke={color} fill={color} fillOpacity={0.12} strokeWidth={2} />
	);
}
