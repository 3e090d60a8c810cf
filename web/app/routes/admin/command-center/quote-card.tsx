import type { Schema } from "@sewa/sdk";
import type { ReactNode } from "react";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { cn } from "~/ui/cn";
import { Money } from "~/ui/money";
import { bonusDays } from "./bonus-days";

type Quote = Pick<Schema<"StoredQuote">, "lines" | "subtotal" | "tax" | "total" | "bonusDays">;

/** Lines, tax and total of a quote; `note` stands under the total. */
export function QuoteCard({ title, quote, note }: { title: string; quote: Quote; note?: ReactNode }) {
	const locale = getLocale();
	return (
		<Card>
			<CardHeader title={title} />
			<CardBody>
				<dl className="grid gap-2">
					{quote.lines.map((line, index) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: lines have an order and no identity
						<Row key={index} label={line.description[locale]} value={<Money value={line.amount} />} />
					))}
					<Row
						label={m.admin_invoices_subtotal()}
						value={<Money value={quote.subtotal} />}
						className="text-ink-muted"
					/>
					<Row label={m.admin_invoices_tax_total()} value={<Money value={quote.tax} />} className="text-ink-muted" />
					<Row
						label={m.admin_total()}
						value={<Money value={quote.total} />}
						className="mt-1 border-t border-line pt-2 text-[1.07em] font-semibold"
					/>
					{(quote.bonusDays ?? 0) > 0 && (
						<Row
							label={m.admin_command_bonus_days()}
							value={bonusDays(quote.bonusDays ?? 0)}
							className="text-ink-muted"
						/>
					)}
				</dl>
				{note}
			</CardBody>
		</Card>
	);
}

function Row({ label, value, className }: { label: string; value: ReactNode; className?: string }) {
	return (
		<div className={cn("flex justify-between gap-6", className)}>
			<dt className="min-w-0">{label}</dt>
			<dd className="shrink-0 text-right">{value}</dd>
		</div>
	);
}
