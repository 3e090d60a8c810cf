import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Notice } from "~/ui/notice";
import { isGateway, providerName } from "../payment-providers/provider-words";

type Payment = Schema<"SystemPayment">;

/** What became of a payment that is not under review. */
export function Decided({ payment }: { payment: Payment }) {
	if (payment.provider !== "manual") return <AtGateway payment={payment} />;
	const name = payment.reviewedBy ?? m.ui_by_system();
	if (payment.status === "succeeded")
		return (
			<Notice tone="ok" title={m.admin_payments_is_approved({ name })}>
				{payment.target === "wallet" && payment.invoice && (
					<p>
						{m.admin_payments_to_wallet()}. {m.admin_payments_to_wallet_text()}
					</p>
				)}
				{payment.reviewNotes}
			</Notice>
		);
	if (payment.status === "failed")
		return (
			<Notice tone="bad" title={m.admin_payments_is_rejected({ name })}>
				{payment.rejectionReason}
			</Notice>
		);
	return <Notice tone="ended" title={m.admin_payments_is_closed()} />;
}

function AtGateway({ payment: { provider, status, target, invoice, failureReason } }: { payment: Payment }) {
	const gateway = providerName(provider);
	if (status === "succeeded" && target === "wallet" && invoice)
		return (
			<Notice tone="wait" title={m.admin_payments_to_wallet()}>
				{m.admin_payments_to_wallet_text()}
			</Notice>
		);
	if (status === "succeeded") return <Notice tone="ok" title={m.admin_payments_is_succeeded({ gateway })} />;
	if (status === "failed")
		return (
			<Notice tone="bad" title={m.admin_payments_is_failed({ gateway })}>
				{failureReason}
			</Notice>
		);
	if (status === "disputed")
		return (
			<Notice tone="bad" title={m.admin_payments_is_disputed({ gateway })}>
				{m.admin_payments_is_disputed_text()}
			</Notice>
		);
	if (isGateway(provider) && (status === "created" || status === "pending"))
		return <Notice tone="info" title={m.admin_payments_is_pending({ gateway })} />;
	return null;
}

/** One person's yes is there; above the limit somebody else gives the second. */
export function SecondPerson({ by, me }: { by: { id: string; name: string }; me: string }) {
	return (
		<Notice tone="wait" title={m.admin_payments_second_title()}>
			{by.id === me ? m.admin_payments_second_own() : m.admin_payments_second_text({ name: by.name })}
		</Notice>
	);
}
