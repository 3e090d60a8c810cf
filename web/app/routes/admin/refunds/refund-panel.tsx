import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { Money } from "~/ui/money";
import { RelativeTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import { useMay } from "../permissions";
import { TextLink } from "../text-link";
import { CreditNoteLink } from "./credit-note-link";
import { RefundDialog } from "./refund-dialog";
import { wayWord } from "./refund-words";

type RefundPanelProps = {
	payment: Schema<"SystemPayment">;
	refunds: Schema<"Refund">[];
	idempotencyKey: string;
};

/** What was given back of a payment, and the way to give back more; nothing where no money came. */
export function RefundPanel({ payment, refunds, idempotencyKey }: RefundPanelProps) {
	const left = { ...payment.amount, amount: payment.amount.amount - payment.refunded.amount };
	const refundable = ["succeeded", "partially_refunded"].includes(payment.status) && left.amount > 0;
	const mayRefund = useMay("system.refund.create") && refundable && payment.secondApproval === null;
	if (!refundable && refunds.length === 0) return null;
	return (
		<Card>
			<CardHeader
				title={m.admin_refunds_card()}
				description={
					refundable && (
						<>
							{m.admin_refunds_refundable()}: <Money value={left} />
						</>
					)
				}
				action={mayRefund && <RefundDialog payment={payment} left={left} idempotencyKey={idempotencyKey} />}
			/>
			<CardBody>
				{refunds.length === 0 && <p className="text-ink-muted">{m.admin_refunds_card_none()}</p>}
				<ul className="grid divide-y divide-line">
					{refunds.map((refund) => (
						<li key={refund.id} className="grid gap-1 py-3 first:pt-0 last:pb-0">
							<span className="flex flex-wrap items-center justify-between gap-2">
								<TextLink to={`/admin/refunds/${refund.id}`}>
									<Money value={refund.amount} className="font-medium" />
								</TextLink>
								<StatusBadge of="refund" status={refund.status} />
							</span>
							<span className="text-note text-ink-muted">
								{wayWord(refund.way)} · {refund.requestedBy} · <RelativeTime at={refund.createdAt} />
							</span>
							<span className="wrap-anywhere">{refund.reason}</span>
							{refund.creditNote && <CreditNoteLink note={refund.creditNote} />}
						</li>
					))}
				</ul>
			</CardBody>
		</Card>
	);
}
