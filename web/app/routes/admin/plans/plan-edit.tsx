import { redirect, useActionData } from "react-router";
import { outcome, required } from "~/api.server";
import { api } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { DescriptionList } from "~/ui/description-list";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { RelativeTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import { useToastOf } from "~/ui/use-toast-of";
import { ReadOnlyNotice, useMay } from "../permissions";
import { readMeters } from "../usage/read-meters.server";
import { withFlash } from "../use-flash";
import type { Route } from "./+types/plan-edit";
import { changePlan } from "./change-plan.server";
import { PlanActions } from "./plan-actions";
import { PlanFacts } from "./plan-facts";
import { PlanForm } from "./plan-form";
import { customOf, isOfPlan } from "./plan-meters";
import { placeIssues, planPatchSchema } from "./plan-schema.server";
import { toValues } from "./plan-values";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: (data?: Route.ComponentProps["loaderData"]) => data?.plan.name ?? null,
	parents: () => [{ label: m.nav_plans(), to: "/admin/plans" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.plan.name ?? m.nav_plans()} · Sewa` },
];

export async function loader({ params, context }: Route.LoaderArgs) {
	const path = { id: params.id };
	const client = context.get(api);
	const [plan, meters] = await Promise.all([
		required(client.GET("/api/v1/admin/plans/{id}", { params: { path } })),
		readMeters(client),
	]);
	return { plan, meters: meters.filter((meter) => isOfPlan(meter, plan)) };
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const form = await request.formData();
	const client = context.get(api);
	const intent = form.get("intent");
	if (intent) {
		const changed = await changePlan(client, params.id, String(intent));
		if ("ok" in changed && intent === "delete")
			throw redirect(withFlash("/admin/plans", "deleted", String(form.get("name"))));
		return changed;
	}
	const submission = parseForm(form, planPatchSchema());
	if (submission.status !== "success") return invalidForm(submission);
	const saved = await outcome(
		client.PATCH("/api/v1/admin/plans/{id}", { params: { path: { id: params.id } }, body: submission.value }),
	);
	if (!saved.ok) return refusedForm(submission, placeIssues(saved.problem, submission.value, submission.payload));
	return { lastResult: submission.reply({ resetForm: true }), toast: m.admin_plans_saved({ name: saved.data.name }) };
}

export default function PlanEdit({ loaderData: { plan, meters } }: Route.ComponentProps) {
	const mayWrite = useMay("system.plan.write");
	useToastOf(useActionData<typeof action>());
	return (
		<>
			<PageHeader
				title={plan.name}
				badge={<StatusBadge of="plan" status={plan.state} />}
				action={mayWrite && <PlanActions plan={plan} />}
			>
				<DescriptionList
					layout="strip"
					facts={[
						{ label: m.admin_plans_code(), value: <code className="font-mono">{plan.code}</code> },
						{ label: m.admin_plans_subscribers(), value: formatNumber(plan.subscribers, getLocale()) },
						{ label: m.admin_plans_changed(), value: <RelativeTime at={plan.updatedAt} /> },
					]}
				/>
			</PageHeader>
			{mayWrite ? (
				<PlanForm key={plan.updatedAt} defaultValue={toValues(plan, customOf(meters))} meters={meters} />
			) : (
				<>
					<ReadOnlyNotice permission="system.plan.write" />
					<PlanFacts plan={plan} meters={meters} />
				</>
			)}
		</>
	);
}
