import type { ChartProps } from "./chart-types";

export function ChartTable<Point extends object>({
	caption,
	points,
	x,
	xLabel,
	xTitle,
	valueLabel,
	series,
}: ChartProps<Point> & { caption: string }) {
	return (
		<section
			className="mt-2 max-h-72 overflow-auto rounded-md border border-line"
			// biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
			tabIndex={0}
			aria-label={caption}
		>
			<table className="w-full text-note">
				<caption className="sr-only">{caption}</caption>
				<thead className="sticky top-0 bg-sunken text-ink-muted">
					<tr>
						<th scope="col" className="px-3 py-1.5 text-left font-medium">
							{xTitle}
						</th>
						{series.map((one) => (
							<th key={one.key} scope="col" className="px-3 py-1.5 text-right font-medium">
								{one.label}
							</th>
						))}
					</tr>
				</thead>
				<tbody className="divide-y divide-line">
					{points.map((point) => (
						<tr key={String(point[x])}>
							<th scope="row" className="px-3 py-1.5 text-left font-normal">
								{xLabel(point[x])}
							</th>
							{series.map((one) => (
								<td key={one.key} className="px-3 py-1.5 text-right">
									{valueLabel(Number(point[one.key]))}
								</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
		</section>
	);
}
