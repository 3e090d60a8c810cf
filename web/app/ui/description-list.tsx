import type { ReactNode } from "react";
import { cn } from "./cn";

export type Fact = { label: ReactNode; value: ReactNode };

const layouts = {
	/** Key facts in a strip below the title of a detail page. */
	strip:
		"grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-flow-col lg:auto-cols-auto lg:grid-cols-none lg:justify-start lg:gap-x-10",
	/** Label and value side by side, in a card. */
	rows: "gap-0 divide-y divide-line [&>div]:grid [&>div]:grid-cols-[minmax(7rem,2fr)_3fr] [&>div]:gap-4 [&>div]:py-2.5",
	columns: "grid-cols-1 gap-x-8 gap-y-4 sm:grid-cols-2",
};

export function DescriptionList({
	facts,
	layout = "rows",
	className,
}: {
	facts: Fact[];
	layout?: keyof typeof layouts;
	className?: string;
}) {
	return (
		<dl className={cn("grid", layouts[layout], className)}>
			{facts.map((fact, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: facts are a fixed list and have no identity
				<div key={index} className="min-w-0">
					<dt className={cn("text-ink-muted", layout !== "rows" && "text-note")}>{fact.label}</dt>
					<dd className={cn("min-w-0 break-words", layout !== "rows" && "mt-0.5 font-medium")}>{fact.value}</dd>
				</div>
			))}
		</dl>
	);
}
