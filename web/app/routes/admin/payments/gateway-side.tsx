import type { Schema } from "@sewa/sdk";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { CodeId } from "~/ui/code-id";
import { DescriptionList } from "~/ui/description-list";
import { Money } from "~/ui/money";
import { DateTime, RelativeTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import { channelName } from "../../tenant/payment-words";
import { EventName } from "../inbox/event-name";
import { noteWords } from "../inbox/inbox-words";
import { providerName } from "../payment-providers/provider-words";

type Payment = Schema<"SystemPayment">;
type GatewaySideProps = { payment: Payment; events: Schema<"InboxEvent">[] };

/** What the gateway knows of a payment, in its own words, and what it has reported. */
export function GatewaySide({ payment, events }: GatewaySideProps) {
	const gateway = providerName(payment.provider);
	return (
		<div className="grid gap-5">
			<Card>
				<CardHeader title={m.admin_payments_gateway({ gateway })} />
				<CardBody className="py-1.5">
					<DescriptionList facts={factsOf(payment)} />
				</CardBody>
			</Card>
			<Card>
				<CardHeader title={m.admin_payments_events({ gateway })} />
				{events.length === 0 ? (
					<CardBody className="text-ink-muted">{m.admin_payments_events_none()}</CardBody>
				) : (
					<ul className="divide-y divide-line">
						{events.map((event) => (
							<Event key={event.id} event={event} />
						))}
					</ul>
				)}
			</Card>
		</div>
	);
}

function Event({ event }: { event: Schema<"InboxEvent"> }) {
	const { id, status, note, receivedAt } = event;
	return (
		<li className="grid gap-1 px-4 py-3 md:px-5">
			<div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
				<Link
					to={`/admin/inbox/${id}`}
					className="min-w-0 break-words text-accent-ink underline-offset-4 hover:underline"
				>
					<EventName event={event} />
				</Link>
				<StatusBadge of="inbox" status={status} />
			</div>
			<p className="text-note wrap-anywhere text-ink-muted">
				<RelativeTime at={receivedAt} />
				{note && ` · ${noteWords(note)}`}
			</p>
		</li>
	);
}

type Fact = { label: string; value: ReactNode };
const fact = (label: string, value: ReactNode): Fact[] => (value ? [{ label, value }] : []);
const code = (value: string | null) => value && <CodeId value={value} />;

function factsOf(payment: Payment): Fact[] {
	const { channel, checkoutUrl, refunded, settledAt, expiresAt, status } = payment;
	const waits = status === "created" || status === "pending";
	return [
		...fact(
			m.admin_payments_says(),
			payment.providerSays && <span className="font-mono text-note wrap-anywhere">{payment.providerSays}</span>,
		),
		...fact(m.admin_payments_failure(), payment.failureReason),
		...fact(m.admin_payments_channel(), channel && channelName(channel)),
		...fact(m.admin_payments_order_id(), code(payment.providerOrderId)),
		...fact(m.admin_payments_transaction_id(), code(payment.providerTransactionId)),
		...fact(m.admin_payments_settled(), settledAt && <DateTime at={settledAt} withTime />),
		...fact(m.admin_payments_refunded(), refunded.amount > 0 && <Money value={refunded} />),
		...fact(m.admin_payments_expires(), waits && expiresAt && <DateTime at={expiresAt} withTime />),
		...fact(
			m.admin_payments_checkout(),
			checkoutUrl && (
				<a
					href={checkoutUrl}
					target="_blank"
					rel="noreferrer"
					className="text-accent-ink underline-offset-4 hover:underline"
				>
					{m.admin_payments_open_checkout()}
				</a>
			),
		),
	];
}
