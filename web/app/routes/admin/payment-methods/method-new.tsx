import { redirect, useSearchParams } from "react-router";
import { outcome } from "~/api.server";
import { api, locale } from "~/context";
import { countryOptions } from "~/countries.server";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { Segmented } from "~/ui/segmented";
import { ReadOnlyNotice, useMay } from "../permissions";
import { withFlash } from "../use-flash";
import type { Route } from "./+types/method-new";
import { MethodForm } from "./method-form";
import { methodInputSchema } from "./method-schema.server";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: () => m.admin_methods_new(),
	parents: () => [{ label: m.nav_payment_methods(), to: "/admin/payment-methods" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta = () => [{ title: `${m.admin_methods_new()} · Sewa` }];

export function loader({ context }: Route.LoaderArgs) {
	return { key: crypto.randomUUID(), countries: countryOptions(context.get(locale)) };
}

export async function action({ request, context }: Route.ActionArgs) {
	const form = await request.formData();
	const client = context.get(api);
	const submission = parseForm(form, methodInputSchema());
	if (submission.status !== "success") return invalidForm(submission);
	const query = { sort: "-position", limit: 1 } as const;
	const last = await outcome(client.GET("/api/v1/admin/payment-methods", { params: { query } }));
	const position = last.ok ? (last.data.items[0]?.position ?? 0) + 10 : 0;
	const saved = await outcome(
		client.POST("/api/v1/admin/payment-methods", {
			params: { header: { "Idempotency-Key": String(form.get("key")) } },
			body: { ...submission.value, position },
		}),
	);
	if (!saved.ok) return refusedForm(submission, saved.problem);
	throw redirect(withFlash("/admin/payment-methods", "created", saved.data.name));
}

export default function MethodNew({ loaderData: { key, countries } }: Route.ComponentProps) {
	const mayWrite = useMay("system.payment_method.write");
	const [params] = useSearchParams();
	const kind = params.get("kind") === "qris" ? "qris" : "bank_transfer";
	return (
		<>
			<PageHeader title={m.admin_methods_new()} description={m.admin_methods_new_lead()} />
			{mayWrite ? (
				<>
					<div>
						<Segmented
							label={m.admin_methods_kind()}
							segments={[
								{ label: m.admin_methods_kind_bank(), to: "?", current: kind === "bank_transfer" },
								{ label: "QRIS", to: "?kind=qris", current: kind === "qris" },
							]}
						/>
					</div>
					<MethodForm
						key={kind}
						kind={kind}
						countries={countries}
						defaultValue={{ key, details: { kind }, country: "ID", currency: "IDR", enabled: true }}
						isNew
						saveLabel={m.admin_methods_add()}
					>
						<input type="hidden" name="key" value={key} />
					</MethodForm>
				</>
			) : (
				<ReadOnlyNotice permission="system.payment_method.write" />
			)}
		</>
	);
}
