import { redirect } from "react-router";
import { outcome } from "~/api.server";
import { api } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { ReadOnlyNotice, useMay } from "../permissions";
import { readMeters } from "../usage/read-meters.server";
import { withFlash } from "../use-flash";
import type { Route } from "./+types/plan-new";
import { PlanForm } from "./plan-form";
import { isOfPlan } from "./plan-meters";
import { placeIssues, planInputSchema } from "./plan-schema.server";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: () => m.admin_plans_new(),
	parents: () => [{ label: m.nav_plans(), to: "/admin/plans" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta = () => [{ title: `${m.admin_plans_new()} · Sewa` }];

export async function loader({ context }: Route.LoaderArgs) {
	const meters = await readMeters(context.get(api));
	return { key: crypto.randomUUID(), meters: meters.filter((meter) => isOfPlan(meter)) };
}

export async function action({ request, context }: Route.ActionArgs) {
	const form = await request.formData();
	const submission = parseForm(form, planInputSchema());
	if (submission.status !== "success") return invalidForm(submission);
	const saved = await outcome(
		context.get(api).POST("/api/v1/admin/plans", {
			params: { header: { "Idempotency-Key": String(form.get("key")) } },
			body: submission.value,
		}),
	);
	if (!saved.ok) return refusedForm(submission, placeIssues(saved.problem, submission.value, submission.payload));
	throw redirect(withFlash("/admin/plans", "created", saved.data.name));
}

export default function PlanNew({ loaderData: { key, meters } }: Route.ComponentProps) {
	const mayWrite = useMay("system.plan.write");
	return (
		<>
			<PageHeader title={m.admin_plans_new()} description={m.admin_plans_new_lead()} />
			{mayWrite ? (
				<PlanForm defaultValue={{ key, trialDays: 0 }} meters={meters} isNew saveLabel={m.admin_plans_save_draft()}>
					<input type="hidden" name="key" value={key} />
				</PlanForm>
			) : (
				<ReadOnlyNotice permission="system.plan.write" />
			)}
		</>
	);
}
