import type { Schema } from "@sewa/sdk";
import { Link } from "react-router";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card } from "~/ui/card";
import { cn } from "~/ui/cn";
import { Money } from "~/ui/money";
import { DateTime } from "~/ui/relative-time";
import { Totals } from "./totals";

/** What is being paid, always in sight. */
export function PaySummary({ invoice, className }: { invoice: Schema<"Invoice">; className?: string }) {
	const locale = getLocale();
	return (
		<Card className={cn("grid gap-4 p-5", className)} aria-label={m.pay_summary()}>
			<div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
				<Link
					to={`/app/invoices/${invoice.id}`}
					className="font-medium whitespace-nowrap text-accent-ink underline-offset-4 hover:underline"
				>
					{invoice.number}
				</Link>
				<span className="text-note text-ink-muted">
					{m.bill_due()} <DateTime at={invoice.dueAt} />
				</span>
			</div>
			<ul className="grid gap-2 border-t border-line pt-4">
				{invoice.lines.map((line) => (
					<li key={line.description.en} className="flex items-baseline justify-between gap-4">
						<span className="text-pretty">{line.description[locale]}</span>
						<Money value={line.amount} />
					</li>
				))}
			</ul>
			<Totals of={invoice} ratePercent={invoice.lines[0]?.taxRatePercent ?? 0} />
		</Card>
	);
}
