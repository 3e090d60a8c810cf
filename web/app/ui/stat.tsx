import { ArrowDownRight, ArrowUpRight, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { cn } from "./cn";

export type StatProps = {
	label: ReactNode;
	value: ReactNode;
	/** Change against `compared`, as a fraction: 0.12 is 12 % more. `goodWhen` says which way is good. */
	trend?: { change: number; text: string; goodWhen?: "up" | "down" };
	note?: ReactNode;
	/** The list behind the figure. */
	to?: string;
	/** Draws the eye: something here waits for a person. */
	attention?: boolean;
};

/** A figure with its trend; the whole tile links to the list behind it. */
export function Stat({ label, value, trend, note, to, attention }: StatProps) {
	return (
		<div
			className={cn(
				"card relative grid content-start gap-1 rounded-lg border bg-surface px-4 py-3.5 transition-colors",
				attention ? "border-warm" : "border-line",
				to && "hover:border-line-strong",
			)}
		>
			<p className="text-note text-ink-muted">
				{to ? (
					<Link to={to} prefetch="intent" className="after:absolute after:inset-0 after:rounded-lg">
						{label}
					</Link>
				) : (
					label
				)}
			</p>
			<p className="tabular truncate text-[clamp(1rem,4.4vw,1.57em)]/[1.3] font-semibold tracking-tight">{value}</p>
			{trend && <Trend {...trend} />}
			{note && <p className="text-note text-ink-muted">{note}</p>}
		</div>
	);
}

function Trend({ change, text, goodWhen = "up" }: NonNullable<StatProps["trend"]>) {
	const flat = Math.abs(change) < 0.0005;
	const Icon = flat ? Minus : change > 0 ? ArrowUpRight : ArrowDownRight;
	const good = change > 0 === (goodWhen === "up");
	return (
		<p className={cn("flex items-center gap-1 text-note", flat ? "text-ink-muted" : good ? "text-ok" : "text-bad")}>
			<Icon aria-hidden className="size-[1.1em] shrink-0" />
			<span className="tabular">{text}</span>
		</p>
	);
}

/** Four to six figures in a row; in two columns, an odd last one takes both. */
export function Stats({ children }: { children: ReactNode }) {
	return (
		<div className="grid grid-cols-2 gap-3 max-lg:[&>:last-child:nth-child(odd)]:col-span-2 lg:grid-cols-[repeat(auto-fit,minmax(11rem,1fr))]">
			{children}
		</div>
	);
}
