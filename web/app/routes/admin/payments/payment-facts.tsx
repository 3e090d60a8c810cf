import type { Schema } from "@sewa/sdk";
import { CircleCheck, TriangleAlert } from "lucide-react";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { cn } from "~/ui/cn";
import { CodeId } from "~/ui/code-id";
import { DescriptionList } from "~/ui/description-list";
import { Money } from "~/ui/money";
import { DateTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import { meansOf } from "../../tenant/payment-words";
import { TextLink } from "../text-link";
import { difference } from "./difference";

type PaymentFactsProps = {
	payment: Schema<"SystemPayment">;
	invoice: Schema<"SystemInvoice"> | null;
	tenant: Schema<"SystemTenantDetail">;
};

/** What was paid against what is owed, and everything one compares the proof with. */
export function PaymentFacts({ payment, invoice, tenant }: PaymentFactsProps) {
	return (
		<Card>
			<CardHeader title={m.admin_payments_compare()} />
			<CardBody className="grid gap-3">
				{payment.invoice ? <Match payment={payment} total={payment.invoice.total} /> : <TopUp payment={payment} />}
				<DescriptionList
					facts={[
						...(invoice ? invoiceFacts(invoice) : []),
						{
							label: m.admin_tenant(),
							value: (
								<span className="flex flex-wrap items-center gap-2">
									<TextLink to={`/admin/tenants/${tenant.id}`}>{tenant.name}</TextLink>
									<StatusBadge of="tenant" status={tenant.status} />
								</span>
							),
						},
						{ label: m.admin_payments_method(), value: meansOf(payment) },
						...(payment.provider === "manual" ? transferFacts(payment) : savedCard(payment)),
						{ label: m.admin_payments_by(), value: payment.submittedBy ?? m.ui_by_system() },
						{ label: m.admin_payments_sent(), value: <DateTime at={payment.createdAt} withTime /> },
						...(invoice ? [{ label: m.admin_payments_due(), value: <DateTime at={invoice.dueAt} /> }] : []),
					]}
				/>
			</CardBody>
		</Card>
	);
}

const transferFacts = ({ reference, notes }: Schema<"SystemPayment">) => [
	{ label: m.admin_payments_reference(), value: <CodeId value={reference} /> },
	{ label: m.admin_payments_customer_notes(), value: notes ?? m.admin_none() },
];

/** Nobody writes notes on the way to a gateway; a saved card that was charged is noted there. */
const savedCard = ({ notes }: Schema<"SystemPayment">) => (notes ? [{ label: m.cards_card(), value: notes }] : []);

function invoiceFacts(invoice: Schema<"SystemInvoice">) {
	return [
		{
			label: m.admin_payments_invoice(),
			value: (
				<span className="flex flex-wrap items-center gap-2">
					<TextLink to={`/admin/invoices/${invoice.id}`}>{invoice.number}</TextLink>
					<StatusBadge of="invoice" status={invoice.status} />
				</span>
			),
		},
		{
			label: m.admin_payments_for(),
			value: invoice.lines.map((line) => line.description[getLocale()]).join(", "),
		},
	];
}

function TopUp({ payment }: { payment: Schema<"SystemPayment"> }) {
	return (
		<dl className="rounded-lg border border-line bg-sunken p-3.5">
			<dt className="text-note text-ink-muted">{m.admin_payments_top_up()}</dt>
			<dd className="text-[1.05em] font-semibold sm:text-[1.3em]">
				<Money value={payment.amount} />
			</dd>
		</dl>
	);
}

function Match({ payment, total }: { payment: Schema<"SystemPayment">; total: Schema<"Money"> }) {
	const off = difference(payment);
	const decided = payment.status !== "awaiting_review";
	const Icon = off ? TriangleAlert : CircleCheck;
	return (
		<div
			className={cn(
				"grid gap-2 rounded-lg border p-3.5",
				decided ? "border-line bg-sunken" : off ? "border-bad/35 bg-bad-soft" : "border-ok/30 bg-ok-soft",
			)}
		>
			<dl className="grid grid-cols-2 gap-4">
				<div>
					<dt className="text-note text-ink-muted">{m.admin_payments_owed()}</dt>
					<dd className="text-[1.05em] font-semibold sm:text-[1.3em]">
						<Money value={total} />
					</dd>
				</div>
				<div>
					<dt className="text-note text-ink-muted">{m.admin_payments_paid()}</dt>
					<dd className="text-[1.05em] font-semibold sm:text-[1.3em]">
						<Money value={payment.amount} />
					</dd>
				</div>
			</dl>
			<p
				className={cn(
					"flex items-start gap-1.5 font-medium",
					decided ? "text-ink-muted" : off ? "text-bad" : "text-ok",
				)}
			>
				<Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
				{off ? <span>{differenceText(off)}</span> : m.admin_payments_match()}
			</p>
		</div>
	);
}

function differenceText(off: NonNullable<ReturnType<typeof difference>>): string {
	if (off.kind === "currency") return m.admin_payments_other_currency();
	const { amount, currency } = off.missing;
	const text = formatMoney({ amount: Math.abs(amount), currency }, getLocale());
	return amount > 0 ? m.admin_payments_too_little({ amount: text }) : m.admin_payments_too_much({ amount: text });
}
