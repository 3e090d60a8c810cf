import { redirect } from "react-router";
import { outcome } from "~/api.server";
import { api } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { ReadOnlyNotice, useMay } from "../permissions";
import { pickTenant } from "../pick-tenant.server";
import { keyOf } from "../posted.server";
import { SecondPersonNotice } from "../second-person-notice";
import { TenantPicker } from "../tenant-picker";
import { withFlash } from "../use-flash";
import type { Route } from "./+types/new-change";
import { NewChangeForm } from "./new-change-form";
import { newChangeSchema } from "./new-change-schema.server";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: () => m.admin_command_new(),
	parents: () => [{ label: m.nav_command_center(), to: "/admin/command-center" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta = () => [{ title: `${m.admin_command_new()} · Sewa` }];

export async function loader({ request, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const query = { sort: "position", limit: 100 } as const;
	const [picked, plans] = await Promise.all([
		pickTenant(client, request),
		outcome(client.GET("/api/v1/admin/plans", { params: { query } })),
	]);
	const offered = plans.ok ? plans.data.items.filter(({ state }) => state === "public" || state === "hidden") : [];
	return { ...picked, plans: offered.map(({ code, name }) => ({ code, name })), key: crypto.randomUUID() };
}

export async function action({ request, context }: Route.ActionArgs) {
	const form = await request.formData();
	const submission = parseForm(form, newChangeSchema());
	if (submission.status !== "success") return invalidForm(submission);
	const params = { header: keyOf(form) };
	const made = await outcome(context.get(api).POST("/api/v1/admin/plan-changes", { params, body: submission.value }));
	if (!made.ok) return refusedForm(submission, made.problem);
	const { planChange, secondApproval } = made.data;
	if (planChange) throw redirect(withFlash(`/admin/command-center/${planChange.id}`, "created"));
	return { lastResult: submission.reply(), approvalId: secondApproval?.id ?? null };
}

export default function NewChange({ loaderData, actionData }: Route.ComponentProps) {
	const { tenant, tenants, plans, key } = loaderData;
	const mayWrite = useMay("system.plan_change.write");
	const approvalId = actionData && "approvalId" in actionData ? actionData.approvalId : null;
	return (
		<>
			<PageHeader title={m.admin_command_new()} description={m.admin_command_new_lead()} />
			{approvalId && <SecondPersonNotice approvalId={approvalId} />}
			{!mayWrite && <ReadOnlyNotice permission="system.plan_change.write" />}
			{mayWrite && !tenant && <TenantPicker tenants={tenants} />}
			{mayWrite && tenant && <NewChangeForm tenant={tenant} plans={plans} idempotencyKey={key} />}
		</>
	);
}
