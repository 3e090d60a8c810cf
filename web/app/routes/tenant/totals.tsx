import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Money } from "~/ui/money";

type TotalsProps = {
	of: Pick<Schema<"ChangeQuote">, "subtotal" | "taxBase" | "tax" | "total" | "taxRule">;
	ratePercent: number;
};

/** Subtotal, DPP, PPN and total, as they stand on an invoice. */
export function Totals({ of: { subtotal, taxBase, tax, total, taxRule }, ratePercent }: TotalsProps) {
	return (
		<dl className="grid gap-1.5 border-t border-line pt-4">
			<Row label={m.bill_subtotal()} value={subtotal} />
			{taxRule !== null && (
				<>
					<Row label={m.bill_tax_base()} value={taxBase} />
					<Row label={m.bill_tax({ rate: ratePercent })} value={tax} />
				</>
			)}
			<div className="mt-1.5 flex items-baseline justify-between gap-4 border-t border-line pt-3 text-[1.15em] font-semibold">
				<dt>{m.bill_total()}</dt>
				<dd>
					<Money value={total} />
				</dd>
			</div>
		</dl>
	);
}

function Row({ label, value }: { label: string; value: Schema<"Money"> }) {
	return (
		<div className="flex items-baseline justify-between gap-4">
			<dt className="text-ink-muted">{label}</dt>
			<dd>
				<Money value={value} />
			</dd>
		</div>
	);
}
