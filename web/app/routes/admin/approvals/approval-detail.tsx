import type { Schema } from "@sewa/sdk";
import { answer } from "~/answer.server";
import { outcome, required } from "~/api.server";
import { api, session } from "~/context";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { DescriptionList } from "~/ui/description-list";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Money } from "~/ui/money";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page-header";
import { DateTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import { keyOf, textOf, unknownIntent } from "../posted.server";
import { TextLink } from "../text-link";
import type { Route } from "./+types/approval-detail";
import { ApprovalActions } from "./approval-actions";
import { inputFacts, kindWord, subjectLink } from "./approval-words";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: (data?: Route.ComponentProps["loaderData"]) => (data ? kindWord(data.approval.kind) : null),
	parents: () => [{ label: m.nav_approvals(), to: "/admin/approvals" }],
	skeleton: "detail",
} satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_approvals()} · Sewa` }];

export async function loader({ params, context }: Route.LoaderArgs) {
	const path = { id: params.id };
	const approval = await required(context.get(api).GET("/api/v1/admin/approvals/{id}", { params: { path } }));
	return { approval, own: approval.requestedBy.id === context.get(session).user.id, key: crypto.randomUUID() };
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const form = await request.formData();
	const client = context.get(api);
	const to = { path: { id: params.id }, header: keyOf(form) };
	switch (form.get("intent")) {
		case "approve": {
			const asked = client.POST("/api/v1/admin/approvals/{id}/approve", { params: to });
			return answer(outcome(asked), m.admin_approvals_approved());
		}
		case "reject": {
			const body = { reason: textOf(form, "reason") ?? "" };
			const asked = client.POST("/api/v1/admin/approvals/{id}/reject", { params: to, body });
			return answer(outcome(asked), m.admin_approvals_rejected());
		}
		default:
			return unknownIntent();
	}
}

export default function ApprovalDetail({ loaderData: { approval, own, key } }: Route.ComponentProps) {
	const amount = formatMoney(approval.amount, getLocale());
	const waiting = approval.status === "waiting";
	return (
		<>
			<PageHeader
				title={m.admin_approvals_title({ kind: kindWord(approval.kind), amount })}
				badge={<StatusBadge of="approval" status={approval.status} />}
				action={waiting && <ApprovalActions approval={approval} own={own} idempotencyKey={key} />}
			/>
			{waiting && own && (
				<Notice tone="wait" title={m.admin_approvals_own()}>
					{m.admin_approvals_own_text()}
				</Notice>
			)}
			<div className="grid items-start gap-5 lg:grid-cols-2">
				<Card>
					<CardHeader title={m.admin_approvals_details()} description={m.admin_approvals_details_text()} />
					<CardBody className="py-1.5!">
						<DescriptionList
							facts={[...inputFacts(approval), { label: m.admin_reason(), value: approval.reason ?? m.admin_none() }]}
						/>
					</CardBody>
				</Card>
				<Card>
					<CardHeader title={m.admin_history()} />
					<CardBody className="py-1.5!">
						<DescriptionList facts={factsOf(approval)} />
					</CardBody>
				</Card>
			</div>
		</>
	);
}

function factsOf(approval: Schema<"Approval">) {
	const { tenant, requestedBy, requestedAt, decidedBy, decidedAt, decisionReason } = approval;
	const subject = subjectLink(approval);
	return [
		{ label: m.admin_amount(), value: <Money value={approval.amount} /> },
		{ label: m.admin_tenant(), value: <TextLink to={`/admin/tenants/${tenant.id}`}>{tenant.name}</TextLink> },
		{ label: m.admin_approvals_subject(), value: <TextLink to={subject.to}>{subject.label}</TextLink> },
		{ label: m.admin_approvals_asked_by(), value: requestedBy.name },
		{ label: m.admin_approvals_asked_at(), value: <DateTime at={requestedAt} withTime /> },
		...(decidedBy
			? [
					{ label: m.admin_approvals_decided_by(), value: decidedBy.name },
					{ label: m.admin_approvals_decided_at(), value: <DateTime at={decidedAt} withTime /> },
				]
			: []),
		...(decisionReason ? [{ label: m.admin_approvals_decision_reason(), value: decisionReason }] : []),
	];
}
