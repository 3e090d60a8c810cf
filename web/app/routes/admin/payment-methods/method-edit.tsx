import { redirect } from "react-router";
import { answer } from "~/answer.server";
import { outcome, required } from "~/api.server";
import { api, locale } from "~/context";
import { countryOptions } from "~/countries.server";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { StatusBadge } from "~/ui/status-badge";
import { ReadOnlyNotice, useMay } from "../permissions";
import { withFlash } from "../use-flash";
import type { Route } from "./+types/method-edit";
import { MethodForm } from "./method-form";
import { methodPatchSchema } from "./method-schema.server";
import { lookOfQris } from "./qris-look.server";

export const handle = {
	crumb: (data?: Route.ComponentProps["loaderData"]) => data?.method.name ?? null,
	parents: () => [{ label: m.nav_payment_methods(), to: "/admin/payment-methods" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.method.name ?? m.nav_payment_methods()} · Sewa` },
];

export async function loader({ params, context }: Route.LoaderArgs) {
	const path = { id: params.id };
	const method = await required(context.get(api).GET("/api/v1/admin/payment-methods/{id}", { params: { path } }));
	const qris = method.details.kind === "qris" ? lookOfQris(method.details.payload) : null;
	return { method, qris, countries: countryOptions(context.get(locale)) };
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const form = await request.formData();
	const client = context.get(api);
	const at = { params: { path: { id: params.id } } };
	if (form.get("intent") === "delete") {
		const deleted = await answer(outcome(client.DELETE("/api/v1/admin/payment-methods/{id}", at)), "");
		if (!("ok" in deleted)) return deleted;
		throw redirect(withFlash("/admin/payment-methods", "deleted", String(form.get("name"))));
	}
	const submission = parseForm(form, methodPatchSchema());
	if (submission.status !== "success") return invalidForm(submission);
	const saved = await outcome(client.PATCH("/api/v1/admin/payment-methods/{id}", { ...at, body: submission.value }));
	if (!saved.ok) return refusedForm(submission, saved.problem);
	throw redirect(withFlash("/admin/payment-methods", "saved", saved.data.name));
}

export default function MethodEdit({ loaderData: { method, qris, countries } }: Route.ComponentProps) {
	const mayWrite = useMay("system.payment_method.write");
	const { name, country, currency, instructions, details, enabled } = method;
	return (
		<>
			<PageHeader
				title={name}
				badge={<StatusBadge of="payment_method" status={enabled ? "active" : "inactive"} />}
				action={
					mayWrite && (
						<ConfirmDialog
							title={m.admin_methods_delete_title({ name })}
							consequence={m.admin_methods_delete_text()}
							confirmLabel={m.admin_methods_delete()}
							fields={{ intent: "delete", name }}
							trigger={<Button variant="danger-quiet">{m.admin_methods_delete()}</Button>}
						/>
					)
				}
			/>
			{mayWrite ? (
				<MethodForm
					kind={details.kind}
					defaultValue={{ details, name, country, currency, instructions, enabled }}
					countries={countries}
					qris={qris}
				/>
			) : (
				<ReadOnlyNotice permission="system.payment_method.write" />
			)}
		</>
	);
}
