import type { Schema } from "@sewa/sdk";
import { Paperclip } from "lucide-react";
import { Link } from "react-router";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { Money } from "~/ui/money";
import { RelativeTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import { shownStatus } from "./payment-status";
import { meansOf, reasonOf } from "./payment-words";

type Payment = Schema<"Payment">;
type InvoicePaymentsProps = {
	payments: Payment[];
	payable: boolean;
	invoiceId: string;
};

/** Every attempt to pay this invoice, newest first. */
export function InvoicePayments({ payments, payable, invoiceId }: InvoicePaymentsProps) {
	const again = payable && payments.length > 0;
	return (
		<Card className="no-print">
			<CardHeader title={m.bill_payments()} />
			{payments.length === 0 && <CardBody className="text-ink-muted">{m.bill_no_payments()}</CardBody>}
			<ul className="divide-y divide-line">
				{payments.map((payment) => (
					<li key={payment.id} className="grid gap-1.5 px-4 py-3 md:px-5">
						<div className="flex flex-wrap items-center justify-between gap-2">
							<Money value={payment.amount} className="font-medium" />
							<StatusBadge of="payment" status={shownStatus(payment)} />
						</div>
						<p className="text-note break-words text-ink-muted">
							{meansOf(payment)}
							{payment.provider === "manual" && ` · ${payment.reference}`} · <RelativeTime at={payment.createdAt} /> ·{" "}
							<Link to={`/app/payments/${payment.id}`} className="text-accent-ink underline underline-offset-4">
								{m.pay_details()}
								<span className="sr-only"> {meansOf(payment)}</span>
							</Link>
						</p>
						{payment.notes && <p className="text-note break-words text-ink-muted">{payment.notes}</p>}
						{reasonOf(payment) && (
							<p className="rounded-md bg-bad-soft px-2.5 py-1.5 break-words">
								<span className="font-medium text-bad">{m.pay_reason()}</span> {reasonOf(payment)}
							</p>
						)}
						{payment.proofFileId && (
							<a
								href={`/api/v1/files/${payment.proofFileId}`}
								target="_blank"
								rel="noreferrer"
								className="flex w-fit items-center gap-1.5 text-note text-accent-ink underline-offset-4 hover:underline"
							>
								<Paperclip aria-hidden className="size-3.5" />
								{m.pay_see_proof()}
							</a>
						)}
					</li>
				))}
			</ul>
			{again && (
				<CardBody className="border-t border-line">
					<ButtonLink to={`/app/invoices/${invoiceId}/pay`} variant="primary" wide>
						{m.pay_again()}
					</ButtonLink>
				</CardBody>
			)}
		</Card>
	);
}
