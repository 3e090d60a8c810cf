import type { Schema } from "@sewa/sdk";
import type { ReactNode } from "react";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card } from "~/ui/card";
import { cn } from "~/ui/cn";
import { Money } from "~/ui/money";
import type { Plan } from "../public/plans";
import { Totals } from "../tenant/totals";

type CostSummaryProps = {
	/** The organisation that buys. */
	name: string;
	plan: Plan;
	quote: Schema<"ChangeQuote">;
	/** When it is charged and what paying sets going. */
	note: string;
	className?: string;
	/** What else belongs to the sum, such as a coupon. */
	children?: ReactNode;
};

/** What it costs, line by line: the API's preview, made by the function that makes the invoice. */
export function CostSummary({ name, plan, quote, note, className, children }: CostSummaryProps) {
	const locale = getLocale();
	return (
		<Card className={cn("grid gap-4 p-5 text-sm", className)} aria-label={m.welcome_cost()}>
			<div>
				<p className="text-ink-muted">{name}</p>
				<p className="text-lg font-semibold">{plan.name}</p>
			</div>
			<ul className="grid gap-2 border-t border-line pt-4">
				{quote.lines.map((line) => (
					<li key={line.description.en} className="flex items-baseline justify-between gap-4">
						<span className="text-pretty">{line.description[locale]}</span>
						<Money value={line.amount} />
					</li>
				))}
			</ul>
			<Totals of={quote} ratePercent={quote.lines[0]?.taxRatePercent ?? 0} />
			<p className="text-note text-pretty text-ink-muted">{note}</p>
			{children}
		</Card>
	);
}
