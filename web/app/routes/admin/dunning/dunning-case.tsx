import type { Schema } from "@sewa/sdk";
import { data } from "react-router";
import { answer } from "~/answer.server";
import { outcome, required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
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
import type { Route } from "./+types/dunning-case";
import { DunningActions, owes } from "./dunning-actions";
import { NextStep } from "./dunning-columns";
import { StepsAhead, StepsDone } from "./dunning-steps";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: (data?: Route.ComponentProps["loaderData"]) => data?.timeline.tenant.name ?? null,
	parents: () => [{ label: m.nav_dunning(), to: "/admin/dunning" }],
	skeleton: "detail",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.timeline.tenant.name ?? m.nav_dunning()} · Sewa` },
];

export async function loader({ params, context }: Route.LoaderArgs) {
	const path = { id: params.id };
	const asked = context.get(api).GET("/api/v1/admin/subscriptions/{id}/dunning", { params: { path } });
	return { timeline: await required(asked), key: crypto.randomUUID() };
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const form = await request.formData();
	const client = context.get(api);
	const to = { path: { id: params.id }, header: keyOf(form) };
	switch (form.get("intent")) {
		case "retry": {
			const done = await outcome(client.POST("/api/v1/admin/subscriptions/{id}/retry", { params: to }));
			if (!done.ok) return data({ problem: done.problem }, done.problem.status);
			const toast = owes(done.data) ? m.admin_dunning_retried_unpaid() : m.admin_dunning_retried_paid();
			return { ok: true as const, toast };
		}
		case "contact": {
			const body = { message: textOf(form, "message") ?? "" };
			const asked = client.POST("/api/v1/admin/subscriptions/{id}/contact", { params: to, body });
			return answer(outcome(asked), m.admin_dunning_contacted());
		}
		case "suspend": {
			const body = { reason: textOf(form, "reason") ?? "" };
			const asked = client.POST("/api/v1/admin/subscriptions/{id}/suspend", { params: to, body });
			return answer(outcome(asked), m.admin_dunning_suspended());
		}
		default:
			return unknownIntent();
	}
}

export default function DunningCasePage({ loaderData: { timeline, key } }: Route.ComponentProps) {
	return (
		<>
			<PageHeader
				title={timeline.tenant.name}
				badge={<StatusBadge of="subscription" status={timeline.status} />}
				action={<DunningActions timeline={timeline} idempotencyKey={key} />}
			>
				<DescriptionList layout="strip" facts={keyFacts(timeline)} />
			</PageHeader>
			{!owes(timeline) && (
				<Notice tone="ok" title={m.admin_dunning_settled()}>
					{m.admin_dunning_settled_text()}
				</Notice>
			)}
			<div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)]">
				<Card>
					<CardHeader title={m.admin_dunning_done()} />
					<CardBody>
						<StepsDone steps={timeline.steps} since={timeline.since} />
					</CardBody>
				</Card>
				{owes(timeline) && (
					<Card>
						<CardHeader title={m.admin_dunning_ahead()} />
						<CardBody>
							<StepsAhead ahead={timeline.ahead} />
						</CardBody>
					</Card>
				)}
			</div>
		</>
	);
}

function keyFacts({ tenant, invoice, since, nextStep, plan }: Schema<"DunningTimeline">) {
	return [
		{
			label: m.admin_dunning_owed(),
			value: invoice ? <Money value={invoice.total} /> : m.admin_dunning_amount_none(),
		},
		{
			label: m.admin_dunning_invoice(),
			value: invoice ? <TextLink to={`/admin/invoices/${invoice.id}`}>{invoice.number}</TextLink> : "–",
		},
		{ label: m.admin_tenant(), value: <TextLink to={`/admin/tenants/${tenant.id}`}>{tenant.name}</TextLink> },
		{ label: m.admin_plan(), value: <span className="capitalize">{plan}</span> },
		{ label: m.admin_dunning_since(), value: <DateTime at={since} /> },
		{ label: m.admin_dunning_next(), value: <NextStep step={nextStep} /> },
	];
}
