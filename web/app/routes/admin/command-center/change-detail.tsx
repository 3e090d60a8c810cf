import type { Schema } from "@sewa/sdk";
import { answer } from "~/answer.server";
import { outcome, required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { DescriptionList } from "~/ui/description-list";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Money } from "~/ui/money";
import { PageHeader } from "~/ui/page-header";
import { DateTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import { keyOf, textOf, unknownIntent } from "../posted.server";
import { TextLink } from "../text-link";
import { useFlash } from "../use-flash";
import type { Route } from "./+types/change-detail";
import { AdjustmentsCard } from "./adjustments-card";
import { ChangeActions } from "./change-actions";
import { ChangeMoney } from "./change-money";
import { ChangeTimeline } from "./change-timeline";
import { intervalWord, kindWord, timingWord, wayOf } from "./change-words";
import { NotesCard } from "./notes-card";
import { QuoteCard } from "./quote-card";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: (data?: Route.ComponentProps["loaderData"]) => data?.change.tenant.name ?? null,
	parents: () => [{ label: m.nav_command_center(), to: "/admin/command-center" }],
	skeleton: "detail",
} satisfies CrumbHandle;

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.change.tenant.name ?? m.nav_command_center()} · Sewa` },
];

export async function loader({ params, context }: Route.LoaderArgs) {
	const path = { id: params.id };
	const change = await required(context.get(api).GET("/api/v1/admin/plan-changes/{id}", { params: { path } }));
	return { change, key: crypto.randomUUID() };
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const form = await request.formData();
	const client = context.get(api);
	const to = { path: { id: params.id }, header: keyOf(form) };
	switch (form.get("intent")) {
		case "approve": {
			const done = await outcome(client.POST("/api/v1/admin/plan-changes/{id}/approve", { params: to }));
			const applied = done.ok && done.data.status === "applied";
			return answer(Promise.resolve(done), applied ? m.admin_command_approved() : m.admin_command_approved_first());
		}
		case "reject": {
			const body = { reason: textOf(form, "reason") ?? "" };
			const asked = client.POST("/api/v1/admin/plan-changes/{id}/reject", { params: to, body });
			return answer(outcome(asked), m.admin_command_rejected());
		}
		case "note": {
			const body = { text: textOf(form, "text") ?? "" };
			const asked = client.POST("/api/v1/admin/plan-changes/{id}/notes", { params: to, body });
			return answer(outcome(asked), m.admin_command_note_added());
		}
		default:
			return unknownIntent();
	}
}

export default function ChangeDetail({ loaderData: { change, key } }: Route.ComponentProps) {
	useFlash({ adjusted: m.admin_command_adjusted, created: m.admin_command_created });
	return (
		<>
			<PageHeader
				title={m.admin_command_title({ tenant: change.tenant.name, plan: wayOf(change) })}
				badge={<StatusBadge of="plan_change" status={change.status} />}
				action={<ChangeActions change={change} idempotencyKey={key} />}
			>
				<DescriptionList layout="strip" facts={keyFacts(change)} />
			</PageHeader>
			<div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
				<div className="grid gap-5">
					<QuoteCard title={m.admin_command_quote()} quote={change.quote} />
					<ChangeMoney change={change} />
				</div>
				<div className="grid gap-5">
					<AdjustmentsCard change={change} />
					<NotesCard notes={change.adjustments.notes} idempotencyKey={key} />
					<ChangeTimeline change={change} />
				</div>
			</div>
		</>
	);
}

function keyFacts(change: Schema<"SystemPlanChangeDetail">) {
	return [
		{ label: m.admin_total(), value: <Money value={change.total} /> },
		{
			label: m.admin_tenant(),
			value: <TextLink to={`/admin/tenants/${change.tenant.id}`}>{change.tenant.name}</TextLink>,
		},
		{ label: m.admin_command_kind(), value: `${kindWord(change.kind)}, ${intervalWord(change.interval)}` },
		{
			label: m.admin_command_takes_effect(),
			value: change.effectiveAt ? <DateTime at={change.effectiveAt} /> : timingWord(change.timing),
		},
		{ label: m.admin_command_requested_by(), value: change.requestedBy ?? m.ui_by_system() },
		{ label: m.admin_created(), value: <DateTime at={change.createdAt} /> },
	];
}
