import type { Schema } from "@sewa/sdk";
import { formatNumber, formatPercent } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Money } from "~/ui/money";

/** The lines as they were issued, with the tax base and tax under them. */
export function InvoiceLines({ invoice }: { invoice: Schema<"SystemInvoice"> }) {
	const locale = getLocale();
	return (
		<div className="card overflow-x-auto rounded-lg border border-line bg-surface">
			<table className="w-full text-left">
				<caption className="sr-only">{m.admin_invoices_lines()}</caption>
				<thead className="border-b border-line bg-sunken text-note text-ink-muted">
					<tr>
						<Head>{m.admin_invoices_description()}</Head>
						<Head end phone={false}>
							{m.admin_invoices_quantity()}
						</Head>
						<Head end phone={false}>
							{m.admin_invoices_unit_price()}
						</Head>
						<Head end phone={false}>
							{m.admin_invoices_tax_base()}
						</Head>
						<Head end phone={false}>
							{m.admin_invoices_tax()}
						</Head>
						<Head end>{m.admin_amount()}</Head>
					</tr>
				</thead>
				<tbody className="divide-y divide-line">
					{invoice.lines.map((line, position) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its position
						<tr key={position} className="align-top">
							<td className="px-4 py-3">{line.description[locale]}</td>
							<td className="px-4 py-3 text-right max-md:hidden">{formatNumber(line.quantity, locale)}</td>
							<td className="px-4 py-3 text-right max-md:hidden">
								<Money value={line.unitPrice} />
							</td>
							<td className="px-4 py-3 text-right max-md:hidden">
								<Money value={line.taxBase} />
							</td>
							<td className="px-4 py-3 text-right max-md:hidden">
								<Money value={line.tax} />
								{line.taxRatePercent > 0 && (
									<span className="block text-note text-ink-muted">
										{formatPercent(line.taxRatePercent / 100, locale)}
									</span>
								)}
							</td>
							<td className="px-4 py-3 text-right">
								<Money value={line.amount} />
							</td>
						</tr>
					))}
				</tbody>
			</table>
			<Totals invoice={invoice} />
		</div>
	);
}

function Head({ end, phone = true, children }: { end?: boolean; phone?: boolean; children: string }) {
	const side = end ? "text-right" : "";
	return (
		<th scope="col" className={`px-4 py-2 font-medium whitespace-nowrap ${side} ${phone ? "" : "max-md:hidden"}`}>
			{children}
		</th>
	);
}

function Totals({ invoice }: { invoice: Schema<"SystemInvoice"> }) {
	const rows = [
		{ label: m.admin_invoices_subtotal(), value: invoice.subtotal },
		...(invoice.taxRule
			? [
					{ label: m.admin_invoices_tax_base_total(), value: invoice.taxBase },
					{ label: m.admin_invoices_tax_total(), value: invoice.tax },
				]
			: []),
	];
	return (
		<dl className="ml-auto grid max-w-sm gap-1.5 border-t border-line px-4 py-3 md:border-t-0">
			{rows.map((row) => (
				<div key={row.label} className="flex justify-between gap-6 text-ink-muted">
					<dt>{row.label}</dt>
					<dd>
						<Money value={row.value} />
					</dd>
				</div>
			))}
			<div className="flex justify-between gap-6 border-t border-line pt-2 text-[1.07em] font-semibold">
				<dt>{m.admin_total()}</dt>
				<dd>
					<Money value={invoice.total} />
				</dd>
			</div>
		</dl>
	);
}
