import type { Schema } from "@sewa/sdk";
import { answer } from "~/answer.server";
import { outcome, required } from "~/api.server";
import { api } from "~/context";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardBody } from "~/ui/card";
import { CodeId } from "~/ui/code-id";
import { DescriptionList } from "~/ui/description-list";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page-header";
import { DateTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import { providerName } from "../payment-providers/provider-words";
import { keyOf, textOf, unknownIntent } from "../posted.server";
import { TextLink } from "../text-link";
import type { Route } from "./+types/refund-detail";
import { CreditNoteLink } from "./credit-note-link";
import { RefundActions } from "./refund-actions";
import { wayWord } from "./refund-words";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

const titleOf = (refund: Schema<"Refund">) =>
	m.admin_refunds_title({ amount: formatMoney(refund.amount, getLocale()) });

export const handle = {
	crumb: (data?: Route.ComponentProps["loaderData"]) => (data ? titleOf(data.refund) : null),
	parents: () => [{ label: m.nav_refunds(), to: "/admin/refunds" }],
	skeleton: "detail",
} satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_refunds()} · Sewa` }];

export async function loader({ params, context }: Route.LoaderArgs) {
	const path = { id: params.id };
	const refund = await required(context.get(api).GET("/api/v1/admin/refunds/{id}", { params: { path } }));
	return { refund, key: crypto.randomUUID() };
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const form = await request.formData();
	const client = context.get(api);
	const to = { path: { id: params.id }, header: keyOf(form) };
	switch (form.get("intent")) {
		case "complete": {
			const body = { reference: textOf(form, "reference") ?? "" };
			const asked = client.POST("/api/v1/admin/refunds/{id}/complete", { params: to, body });
			return answer(outcome(asked), m.admin_refunds_completed());
		}
		case "fail": {
			const body = { reason: textOf(form, "reason") ?? "" };
			const asked = client.POST("/api/v1/admin/refunds/{id}/fail", { params: to, body });
			return answer(outcome(asked), m.admin_refunds_failed());
		}
		case "retry": {
			const asked = client.POST("/api/v1/admin/refunds/{id}/retry", { params: to });
			return answer(outcome(asked), m.admin_refunds_retried());
		}
		default:
			return unknownIntent();
	}
}

export default function RefundDetail({ loaderData: { refund, key } }: Route.ComponentProps) {
	return (
		<>
			<PageHeader
				title={titleOf(refund)}
				badge={<StatusBadge of="refund" status={refund.status} />}
				description={refund.tenant.name}
				action={<RefundActions refund={refund} idempotencyKey={key} />}
			/>
			{refund.way === "manual" && refund.status === "pending" && <Notice tone="wait" title={m.admin_refunds_to_do()} />}
			<Card className="max-w-3xl">
				<CardBody className="py-1.5!">
					<DescriptionList facts={factsOf(refund)} />
				</CardBody>
			</Card>
		</>
	);
}

function factsOf(refund: Schema<"Refund">) {
	const { payment, invoice, tenant, creditNote, reference, failureReason } = refund;
	return [
		{ label: m.admin_reason(), value: refund.reason },
		{ label: m.admin_money_way(), value: wayWord(refund.way) },
		{
			label: m.admin_refunds_payment(),
			value: (
				<TextLink to={`/admin/payments/${payment.id}`}>
					{m.admin_payments_of({ subject: providerName(payment.provider) })}
				</TextLink>
			),
		},
		...(invoice
			? [
					{
						label: m.admin_refunds_invoice(),
						value: <TextLink to={`/admin/invoices/${invoice.id}`}>{invoice.number}</TextLink>,
					},
				]
			: []),
		...(creditNote ? [{ label: m.admin_refunds_credit_note(), value: <CreditNoteLink note={creditNote} /> }] : []),
		{ label: m.admin_tenant(), value: <TextLink to={`/admin/tenants/${tenant.id}`}>{tenant.name}</TextLink> },
		...(reference ? [{ label: m.admin_refunds_reference(), value: <CodeId value={reference} /> }] : []),
		...(failureReason ? [{ label: m.admin_refunds_failure(), value: failureReason }] : []),
		{ label: m.admin_refunds_requested_by(), value: refund.requestedBy },
		{ label: m.admin_created(), value: <DateTime at={refund.createdAt} withTime /> },
		{ label: m.admin_refunds_final(), value: <DateTime at={refund.finalAt} withTime /> },
	];
}
