import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";

const rows = [
	{ label: m.admin_seller_example_price, amount: 149_000 },
	{ label: m.admin_seller_example_base, amount: 136_583 },
	{ label: m.admin_seller_example_ppn, amount: 16_390 },
	{ label: m.admin_seller_example_total, amount: 165_390 },
];

/** How 12 % on 11/12 comes to 11 %, with a price everybody can follow. */
export function TaxExample() {
	return (
		<dl className="grid gap-1 rounded-md border border-line bg-sunken px-3.5 py-3 text-note">
			{rows.map(({ label, amount }) => (
				<div
					key={amount}
					className="flex justify-between gap-4 last:border-t last:border-line last:pt-1 last:font-medium"
				>
					<dt className="text-ink-muted">{label()}</dt>
					<dd className="tabular">{formatMoney({ amount, currency: "IDR" }, getLocale())}</dd>
				</div>
			))}
		</dl>
	);
}
