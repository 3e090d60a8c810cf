import type { Schema } from "@sewa/sdk";
import { CircleCheck, Hourglass, ReceiptText } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { DescriptionList } from "~/ui/description-list";
import { EmptyState } from "~/ui/empty-state";
import { Money } from "~/ui/money";
import { PageHeader } from "~/ui/page-header";
import { DateTime } from "~/ui/relative-time";

type PaySettledProps = { invoice: Schema<"Invoice">; payment: Schema<"Payment"> | null };

/** Nothing to pay here: it is under review, paid, or no longer owed. */
export function PaySettled({ invoice, payment }: PaySettledProps) {
	if (payment) return <Waiting invoice={invoice} payment={payment} />;
	const paid = invoice.status === "paid";
	return (
		<EmptyState
			page
			icon={paid ? CircleCheck : ReceiptText}
			title={paid ? m.pay_paid_title({ number: invoice.number }) : m.pay_closed_title({ number: invoice.number })}
			action={<ButtonLink to={`/app/invoices/${invoice.id}`}>{m.home_see_invoice()}</ButtonLink>}
		>
			{paid ? m.pay_paid_text() : m.pay_closed_text()}
		</EmptyState>
	);
}

function Waiting({ invoice, payment }: { invoice: Schema<"Invoice">; payment: Schema<"Payment"> }) {
	const steps = [m.pay_next_check(), m.pay_next_mail(), m.pay_next_active()];
	return (
		<>
			<PageHeader title={m.pay_title({ number: invoice.number })} />
			<Card className="grid w-full max-w-2xl gap-5 p-5 sm:p-7">
				<div className="flex items-start gap-4" role="status">
					<span className="grid size-11 shrink-0 place-items-center rounded-lg bg-info-soft text-info">
						<Hourglass aria-hidden className="size-5.5" />
					</span>
					<div className="grid gap-1">
						<h2 className="text-[1.3em] font-semibold tracking-tight">{m.pay_waiting_title()}</h2>
						<p className="text-pretty text-ink-muted">{m.pay_waiting_text()}</p>
					</div>
				</div>
				<DescriptionList
					className="border-y border-line"
					facts={[
						{ label: m.bill_amount(), value: <Money value={payment.amount} className="font-medium" /> },
						{ label: m.pay_reference(), value: payment.reference },
						{ label: m.pay_proof(), value: payment.proofFileId ? m.pay_proof_kept() : m.pay_proof_none() },
						{ label: m.pay_sent_at(), value: <DateTime at={payment.createdAt} withTime /> },
					]}
				/>
				<div className="grid gap-2">
					<h3 className="font-medium">{m.pay_next()}</h3>
					<ol className="grid list-decimal gap-1 pl-5 text-ink-muted">
						{steps.map((step) => (
							<li key={step}>{step}</li>
						))}
					</ol>
				</div>
				<div className="flex flex-wrap gap-2">
					<ButtonLink to="/app" variant="primary">
						{m.pay_to_dashboard()}
					</ButtonLink>
					<ButtonLink to={`/app/invoices/${invoice.id}`}>{m.home_see_invoice()}</ButtonLink>
				</div>
			</Card>
		</>
	);
}
