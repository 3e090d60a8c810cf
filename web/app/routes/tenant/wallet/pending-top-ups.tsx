import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Button, ButtonLink } from "~/ui/button";
import { Card, CardHeader } from "~/ui/card";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { Money } from "~/ui/money";
import { DateTime, RelativeTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import { isGateway, meansOf, providerName } from "../payment-words";
import { useMay } from "../use-may";

type Payment = Schema<"Payment">;

/** Top-ups that have not arrived: go on paying, look, or give up. */
export function PendingTopUps({ payments }: { payments: Payment[] }) {
	if (payments.length === 0) return null;
	return (
		<Card>
			<CardHeader title={m.wallet_pending()} description={m.wallet_pending_text()} />
			<ul className="divide-y divide-line">
				{payments.map((payment) => (
					<PendingTopUp key={payment.id} payment={payment} />
				))}
			</ul>
		</Card>
	);
}

function PendingTopUp({ payment }: { payment: Payment }) {
	const may = useMay();
	const { id, amount, status, createdAt, expiresAt, checkoutUrl } = payment;
	return (
		<li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3.5 md:px-5">
			<div className="grid min-w-0 flex-1 basis-56 gap-0.5">
				<p className="flex flex-wrap items-center gap-2.5 font-medium">
					<Money value={amount} />
					<StatusBadge of="payment" status={status} />
				</p>
				<p className="text-note text-ink-muted">
					{meansOf(payment)} ·{" "}
					{expiresAt ? (
						<>
							{m.wallet_pending_until()} <DateTime at={expiresAt} withTime />
						</>
					) : (
						<RelativeTime at={createdAt} />
					)}
				</p>
			</div>
			<div className="flex flex-wrap gap-2">
				{may("payment.cancel") && <GiveUp payment={payment} />}
				<ButtonLink to={`/app/payments/${id}`} size="sm" variant={checkoutUrl ? "primary" : "secondary"}>
					{checkoutUrl ? m.wallet_pending_continue() : m.wallet_pending_see()}
				</ButtonLink>
			</div>
		</li>
	);
}

/** Posts to the page of the payment, which says that it was given up. */
function GiveUp({ payment }: { payment: Payment }) {
	const consequence = isGateway(payment.provider)
		? m.payment_give_up_text({ gateway: providerName(payment) })
		: m.wallet_give_up_text();
	return (
		<ConfirmDialog
			title={m.wallet_give_up_title()}
			consequence={consequence}
			confirmLabel={m.wallet_give_up()}
			fields={{ intent: "cancel" }}
			action={`/app/payments/${payment.id}`}
			trigger={
				<Button size="sm" variant="danger-quiet">
					{m.wallet_give_up()}
				</Button>
			}
		/>
	);
}
