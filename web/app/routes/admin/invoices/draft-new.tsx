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
import { TenantPicker } from "../tenant-picker";
import { TextLink } from "../text-link";
import { withFlash } from "../use-flash";
import type { Route } from "./+types/draft-new";
import { DraftForm } from "./draft-form";
import { draftSchema, placeLines } from "./draft-schema.server";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: () => m.admin_invoice_acts_new(),
	parents: () => [{ label: m.nav_invoices(), to: "/admin/invoices" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta = () => [{ title: `${m.admin_invoice_acts_new()} · Sewa` }];

export async function loader({ request, context }: Route.LoaderArgs) {
	return { ...(await pickTenant(context.get(api), request)), key: crypto.randomUUID() };
}

export async function action({ request, context }: Route.ActionArgs) {
	const form = await request.formData();
	const submission = parseForm(form, draftSchema());
	if (submission.status !== "success") return invalidForm(submission);
	const params = { header: keyOf(form) };
	const made = await outcome(context.get(api).POST("/api/v1/admin/invoices", { params, body: submission.value }));
	if (!made.ok) return refusedForm(submission, placeLines(made.problem));
	throw redirect(withFlash(`/admin/invoices/${made.data.id}`, "drafted"));
}

export default function DraftNew({ loaderData: { tenant, tenants, key } }: Route.ComponentProps) {
	const mayWrite = useMay("system.invoice.write");
	return (
		<>
			<PageHeader title={m.admin_invoice_acts_new()} description={m.admin_invoice_acts_new_lead()} />
			{!mayWrite && <ReadOnlyNotice permission="system.invoice.write" />}
			{mayWrite && !tenant && <TenantPicker tenants={tenants} />}
			{mayWrite && tenant && (
				<DraftForm
					tenant={tenant}
					currency={tenant.subscription?.currency ?? "IDR"}
					defaultValue={{ dueDays: "14", lines: [{ en: "", id: "", quantity: "1", unitPrice: "" }] }}
					idempotencyKey={key}
					action={<TextLink to="?">{m.admin_money_pick_tenant_other()}</TextLink>}
				/>
			)}
		</>
	);
}
