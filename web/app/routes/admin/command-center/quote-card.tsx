import type { Schema } from "@sewa/sdk";
import type { ReactNode } from "react";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
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
					<Row label={m.admin_invoices_subtotal()} value={<Money value={quote.subtotal} />} muted />
					<Row label={m.admin_invoices_tax_total()} value={<Money value={quote.tax} />} muted />
					<div className="mt-1 border-t border-line pt-2 text-[1.07em] font-semibold">
						<Row label={m.admin_total()} value={<Money value={quote.total} />} />
					</div>
					{(quote.bonusDays ?? 0) > 0 && (
						<Row label={m.admin_command_bonus_days()} value={bonusDays(quote.bonusDays ?? 0)} muted />
					)}
				</dl>
				{note}
			</CardBody>
		</Card>
	);
}

function Row({ label, value, muted }: { label: string; value: ReactNode; muted?: boolean }) {
	return (
		<div className={`flex justify-between gap-6 ${muted ? "text-ink-muted" : ""}`}>
			<dt className="min-w-0">{label}</dt>
			<dd className="shrink-0 text-right">{value}</dd>
		</div>
	);
}
