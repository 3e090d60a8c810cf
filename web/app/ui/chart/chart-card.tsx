import type { ReactNode } from "react";
import { lazy, Suspense, useSyncExternalStore } from "react";
import { m } from "~/paraglide/messages.js";
import { Card, CardHeader } from "../card";
import { Skeleton } from "../skeleton";
import { ChartTable } from "./chart-table";
import { type ChartProps, chartColor, type Series } from "./chart-types";

export type ChartCardProps<Point extends object> = ChartProps<Point> & {
	title: string;
	description?: ReactNode;
	kind?: "area" | "bar";
	action?: ReactNode;
};

const Plot = lazy(() => import("./plot"));
const noSubscription = () => () => undefined;

/** A chart with its table view. The drawing code is loaded only in the browser, and only when a page has a chart. */
export function ChartCard<Point extends object>({
	title,
	description,
	kind = "area",
	action,
	...chart
}: ChartCardProps<Point>) {
	const inBrowser = useSyncExternalStore(
		noSubscription,
		() => true,
		() => false,
	);
	const waiting = <Skeleton className="h-56 w-full" />;
	return (
		<Card className="grid min-w-0 content-start">
			<CardHeader title={title} description={description} action={action} />
			<figure className="min-w-0 px-2 pt-4 pb-2 md:px-3" aria-label={title}>
				{chart.series.length > 1 && <Legend series={chart.series} />}
				<div aria-hidden className="h-56">
					{inBrowser ? (
						<Suspense fallback={waiting}>
							<Plot {...(chart as unknown as ChartProps<object>)} kind={kind} />
						</Suspense>
					) : (
						waiting
					)}
				</div>
				<details className="no-print group mt-2 px-2">
					<summary className="w-fit text-note text-ink-muted underline-offset-4 hover:text-ink hover:underline">
						{m.ui_as_table()}
					</summary>
					<ChartTable caption={title} {...chart} />
				</details>
			</figure>
		</Card>
	);
}

function Legend<Point extends object>({ series }: { series: Series<Point>[] }) {
	return (
		<ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 px-2 text-note text-ink-muted">
			{series.map((one, index) => (
				<li key={one.key} className="flex items-center gap-1.5">
					<span aria-hidden className="size-2.5 rounded-xs" style={{ background: chartColor(one, index) }} />
					{one.label}
				</li>
			))}
		</ul>
	);
}
