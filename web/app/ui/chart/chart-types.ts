export type Series<Point> = {
	key: keyof Point & string;
	label: string;
	/** Which of the four chart colours; the order of the series when not given. */
	color?: 1 | 2 | 3 | 4;
};

export type ChartProps<Point extends object> = {
	points: Point[];
	/** The field on the horizontal axis and how it is written. */
	x: keyof Point & string;
	xLabel: (value: Point[keyof Point]) => string;
	/** How values are written: money, numbers. `short` is for the axis. */
	valueLabel: (value: number, short?: boolean) => string;
	series: Series<Point>[];
	/** Bars on top of each other: parts of a whole. */
	stacked?: boolean;
	xTitle: string;
};

export function chartColor(series: Pick<Series<object>, "color">, index: number): string {
	return `var(--color-chart-${series.color ?? (index % 4) + 1})`;
}
