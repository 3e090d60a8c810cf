import type { ReactNode } from "react";
import { formatPercent } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { cn } from "~/ui/cn";
import { meterValue } from "./meter-words";

export type ShareRow = { name: ReactNode; value: number; id?: string; code?: boolean };
type ShareCardProps = {
	title: string;
	/** The largest first; the first ten are shown. */
	rows: ShareRow[];
	total: number;
	unit: string;
	/** Whether the parts add up to the whole, so that the rest can be told. */
	additive?: boolean;
};

const MOST = 10;

/** Who or what makes up the use: the ten largest with their shares, and the rest in one line. */
export function ShareCard({ title, rows, total, unit, additive = true }: ShareCardProps) {
	const shown = rows.slice(0, MOST);
	const rest = additive ? total - shown.reduce((sum, { value }) => sum + value, 0) : 0;
	const lines: ShareRow[] = rest > 0 ? [...shown, { name: m.usage_rest(), value: rest, id: "rest" }] : shown;
	const whole = additive ? total : Math.max(...lines.map(({ value }) => value));
	return (
		<Card className="min-w-0">
			<CardHeader title={title} />
			<CardBody className="py-2!">
				<ol className="divide-y divide-line">
					{lines.map(({ name, value, id, code }) => (
						<li key={id ?? String(name)} className="grid gap-1.5 py-2.5">
							<span className="flex items-baseline justify-between gap-4">
								<span className={cn("min-w-0 wrap-anywhere", code && "font-mono text-note")}>{name}</span>
								<span className="tabular flex shrink-0 items-baseline gap-2 whitespace-nowrap">
									<span className="font-medium">{meterValue(value, unit)}</span>
									{additive && (
										<span className="w-12 text-right text-note text-ink-muted">
											{formatPercent(total > 0 ? value / total : 0, getLocale())}
										</span>
									)}
								</span>
							</span>
							<span aria-hidden className="block h-1.5 overflow-hidden rounded-full bg-line">
								<span
									className={cn("block h-full rounded-full", id === "rest" ? "bg-line-strong" : "bg-accent")}
									style={{ width: `${whole > 0 ? (value / whole) * 100 : 0}%` }}
								/>
							</span>
						</li>
					))}
				</ol>
			</CardBody>
		</Card>
	);
}
