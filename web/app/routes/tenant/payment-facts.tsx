import type { Schema } from "@sewa/sdk";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { CodeId } from "~/ui/code-id";
import { DescriptionList } from "~/ui/description-list";
import { Money } from "~/ui/money";
import { DateTime } from "~/ui/relative-time";
import { isGateway, pickedOf, providerName, reasonOf } from "./payment-words";

type Payment = Schema<"Payment">;

export function PaymentFacts({ payment }: { payment: Payment }) {
	return (
		<Card>
			<CardHeader title={m.payment_facts()} />
			<CardBody className="py-1.5">
				<DescriptionList facts={factsOf(payment)} />
			</CardBody>
		</Card>
	);
}

type Fact = { label: string; value: ReactNode };
const fact = (label: string, value: ReactNode): Fact[] => (value ? [{ label, value }] : []);

function factsOf(payment: Payment): Fact[] {
	const { invoice, providerOrderId, reference, notes, refunded } = payment;
	const gateway = providerName(payment);
	return [
		...fact(m.pay_for(), invoice ? <InvoiceLink invoice={invoice} /> : m.pay_top_up()),
		...fact(m.bill_amount(), <Money value={payment.amount} />),
		...fact(m.payment_refunded(), refunded.amount > 0 && <Money value={refunded} />),
		...fact(m.payment_provider(), gateway),
		...fact(m.payment_picked(), pickedOf(payment)),
		...(isGateway(payment.provider)
			? fact(m.payment_order_id({ gateway }), providerOrderId && <CodeId value={providerOrderId} />)
			: fact(m.pay_reference(), payment.provider === "manual" && reference)),
		...fact(m.pay_notes(), notes),
		...fact(m.payment_said(), reasonOf(payment)),
		...fact(m.pay_sent_at(), <DateTime at={payment.createdAt} withTime />),
		...fact(m.payment_settled_at(), payment.settledAt && <DateTime at={payment.settledAt} withTime />),
	];
}

function InvoiceLink({ invoice }: { invoice: NonNullable<Payment["invoice"]> }) {
	return (
		<Link to={`/app/invoices/${invoice.id}`} className="text-accent-ink underline-offset-4 hover:underline">
			{invoice.number}
		</Link>
	);
}
