import type { Schema } from "@sewa/sdk";
import type { ReactNode } from "react";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card } from "~/ui/card";
import { Money } from "~/ui/money";
import { DateTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import { Totals } from "./totals";

type InvoiceDocumentProps = { invoice: Schema<"Invoice">; country: string };

/** The invoice as a sheet of paper; the only thing that is printed. */
export function InvoiceDocument({ invoice, country }: InvoiceDocumentProps) {
	const { seller, buyer } = invoice;
	return (
		<Card className="grid gap-8 p-5 sm:p-8 print:border-0 print:p-0">
			<header className="flex flex-wrap items-start justify-between gap-4">
				<div>
					<p className="text-[1.57em] font-semibold tracking-tight">{m.bill_invoice()}</p>
					<p className="font-mono text-ink-muted">{invoice.number}</p>
				</div>
				<div className="ml-auto grid justify-items-end gap-1 text-right">
					<StatusBadge of="invoice" status={invoice.status} />
					<p className="text-note text-ink-muted">
						{m.bill_opened()} <DateTime at={invoice.openedAt} />
						<br />
						{m.bill_due()} <DateTime at={invoice.dueAt} />
					</p>
				</div>
			</header>
			<div className="grid gap-6 sm:grid-cols-2">
				<Party title={m.bill_seller()} name={seller.legalName} npwp={seller.npwp} email={seller.email}>
					{seller.address}
				</Party>
				<Party title={m.bill_buyer()} name={buyer.name} npwp={buyer.npwp} email={buyer.email}>
					{buyer.address}
					<br />
					{buyer.city}, {buyer.state} {buyer.postalCode}
					<br />
					{country}
				</Party>
			</div>
			<Lines invoice={invoice} />
			<div className="sm:ml-auto sm:w-80">
				<Totals of={invoice} ratePercent={invoice.lines[0]?.taxRatePercent ?? 0} />
			</div>
		</Card>
	);
}

type PartyProps = { title: string; name: string; npwp: string | null; email: string; children: ReactNode };

function Party({ title, name, npwp, email, children }: PartyProps) {
	return (
		<section className="grid content-start gap-0.5 wrap-anywhere">
			<h2 className="mb-1 text-note font-medium text-ink-muted">{title}</h2>
			<p className="font-medium">{name}</p>
			<p className="text-ink-muted">{children}</p>
			<p className="text-ink-muted">{email}</p>
			{npwp && <p className="tabular text-ink-muted">NPWP {npwp}</p>}
		</section>
	);
}

function Lines({ invoice }: { invoice: Schema<"Invoice"> }) {
	const locale = getLocale();
	return (
		<table className="w-full text-left">
			<thead className="border-b border-line-strong/60 text-note text-ink-muted">
				<tr>
					<th scope="col" className="py-2 pr-4 font-medium">
						{m.bill_description()}
					</th>
					<th scope="col" className="w-px py-2 pl-4 text-right font-medium max-sm:hidden">
						{m.bill_quantity()}
					</th>
					<th scope="col" className="w-px py-2 pl-6 text-right font-medium whitespace-nowrap max-sm:hidden">
						{m.bill_unit_price()}
					</th>
					<th scope="col" className="w-px py-2 pl-6 text-right font-medium">
						{m.bill_amount()}
					</th>
				</tr>
			</thead>
			<tbody className="divide-y divide-line">
				{invoice.lines.map((line) => (
					<tr key={line.description.en} className="align-top">
						<td className="py-3 pr-4">{line.description[locale]}</td>
						<td className="tabular py-3 pl-4 text-right max-sm:hidden">{formatNumber(line.quantity, locale)}</td>
						<td className="py-3 pl-6 text-right max-sm:hidden">
							<Money value={line.unitPrice} />
						</td>
						<td className="py-3 pl-6 text-right">
							<Money value={line.amount} />
						</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
