import { redirect } from "react-router";
import { outcome, required } from "~/api.server";
import { api } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import { toTyped } from "~/ui/form/minor-units";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { ReadOnlyNotice, useMay } from "../permissions";
import { withFlash } from "../use-flash";
import type { Route } from "./+types/draft-edit";
import { DraftForm } from "./draft-form";
import { draftSchema, placeLines } from "./draft-schema.server";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: () => m.admin_invoice_acts_edit_title(),
	parents: () => [{ label: m.nav_invoices(), to: "/admin/invoices" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta = () => [{ title: `${m.admin_invoice_acts_edit_title()} · Sewa` }];

const DAY = 86_400_000;

export async function loader({ params, context }: Route.LoaderArgs) {
	const path = { id: params.id };
	const invoice = await required(context.get(api).GET("/api/v1/admin/invoices/{id}", { params: { path } }));
	if (invoice.status !== "draft") throw redirect(`/admin/invoices/${params.id}`);
	const days = Math.round((Date.parse(invoice.dueAt) - Date.parse(invoice.openedAt)) / DAY);
	const lines = invoice.lines.map(({ description, quantity, unitPrice }) => ({
		...description,
		quantity: String(quantity),
		unitPrice: toTyped(unitPrice),
	}));
	return { invoice, values: { dueDays: String(days), lines }, key: crypto.randomUUID() };
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const submission = parseForm(await request.formData(), draftSchema());
	if (submission.status !== "success") return invalidForm(submission);
	const { lines, dueDays } = submission.value;
	const to = { path: { id: params.id } };
	const body = { lines, ...(dueDays !== undefined && { dueDays }) };
	const saved = await outcome(context.get(api).PATCH("/api/v1/admin/invoices/{id}", { params: to, body }));
	if (!saved.ok) return refusedForm(submission, placeLines(saved.problem));
	throw redirect(withFlash(`/admin/invoices/${params.id}`, "drafted"));
}

export default function DraftEdit({ loaderData: { invoice, values, key } }: Route.ComponentProps) {
	return (
		<>
			<PageHeader title={m.admin_invoice_acts_edit_title()} description={m.admin_invoice_acts_draft_notice_text()} />
			{useMay("system.invoice.write") ? (
				<DraftForm
					tenant={invoice.tenant}
					currency={invoice.total.currency}
					defaultValue={values}
					idempotencyKey={key}
				/>
			) : (
				<ReadOnlyNotice permission="system.invoice.write" />
			)}
		</>
	);
}
