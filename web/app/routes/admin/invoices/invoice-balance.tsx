import type { Schema } from "@sewa/sdk";
import { CircleCheck, TriangleAlert } from "lucide-react";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { Money } from "~/ui/money";

type Invoice = Schema<"SystemInvoice">;
type Sum = { label: string; amount: number; total?: boolean };

/** States in which money of a payment was received, whatever happened to it later. */
const RECEIVED = ["succeeded", "partially_refunded", "refunded"];

/** Lines less credits on one side, payments less refunds on the other: a paid invoice has them equal. */
export function InvoiceBalance({ invoice }: { invoice: Invoice }) {
	const { worth, received, left, right } = sidesOf(invoice);
	const { currency } = invoice.total;
	const settled = invoice.status === "paid";
	const off = worth - received;
	return (
		<Card>
			<CardHeader title={m.admin_invoice_acts_balance()} />
			<CardBody className="grid gap-4">
				<div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
					<Side sums={left} currency={currency} />
					<Side sums={right} currency={currency} />
				</div>
				{settled && off === 0 && (
					<p className="flex items-start gap-2 text-ok">
						<CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
						{m.admin_invoice_acts_balance_even()}
					</p>
				)}
				{settled && off !== 0 && (
					<p className="flex items-start gap-2 text-bad">
						<TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
						{m.admin_invoice_acts_balance_off({
							amount: formatMoney({ amount: Math.abs(off), currency }, getLocale()),
						})}
					</p>
				)}
				{(invoice.status === "open" || invoice.status === "uncollectible") && (
					<dl className="border-t border-line pt-3">
						<Line
							sum={{ label: m.admin_invoice_acts_balance_left(), amount: worth - received, total: true }}
							currency={currency}
						/>
					</dl>
				)}
			</CardBody>
		</Card>
	);
}

function sidesOf({ total, credited, payments, refunds }: Invoice) {
	const paid = payments
		.filter(({ status, target }) => target === "invoice" && RECEIVED.includes(status))
		.reduce((sum, { amount }) => sum + amount.amount, 0);
	const back = refunds
		.filter(({ status }) => status === "succeeded")
		.reduce((sum, { amount }) => sum + amount.amount, 0);
	const worth = total.amount - credited.amount;
	const received = paid - back;
	const left: Sum[] = [
		{ label: m.admin_invoice_acts_balance_lines(), amount: total.amount },
		{ label: m.admin_invoice_acts_balance_credits(), amount: credited.amount && -credited.amount },
		{ label: m.admin_invoice_acts_balance_worth(), amount: worth, total: true },
	];
	const right: Sum[] = [
		{ label: m.admin_invoice_acts_balance_payments(), amount: paid },
		{ label: m.admin_invoice_acts_balance_refunds(), amount: back && -back },
		{ label: m.admin_invoice_acts_balance_received(), amount: received, total: true },
	];
	return { worth, received, left, right };
}

function Side({ sums, currency }: { sums: Sum[]; currency: string }) {
	return (
		<dl className="grid content-start gap-1.5">
			{sums.map((sum) => (
				<Line key={sum.label} sum={sum} currency={currency} />
			))}
		</dl>
	);
}

function Line({ sum: { label, amount, total }, currency }: { sum: Sum; currency: string }) {
	return (
		<div
			className={`flex justify-between gap-4 ${total ? "font-semibold not-first:border-t not-first:border-line not-first:pt-1.5" : ""}`}
		>
			<dt>{label}</dt>
			<dd>
				<Money value={{ amount, currency }} />
			</dd>
		</div>
	);
}
