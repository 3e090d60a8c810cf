import { redirect } from "react-router";
import { outcome, required } from "~/api.server";
import { api, session } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { formatDateTime } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { useClock } from "~/ui/clock";
import { ActionForm } from "~/ui/form/action-form";
import { SaveBar } from "~/ui/form/save-bar";
import { useActionForm } from "~/ui/form/use-action-form";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { demand } from "../may.server";
import type { Route } from "./+types/key-edit";
import { KeyFields, type KeyValues, keyLabels } from "./key-fields";
import { boxesOf, dayAfter, inFields, keyForm, scopeRows } from "./key-schema.server";

export const handle = {
	crumb: (data) => data?.name ?? null,
	parents: () => [{ label: m.nav_api_keys(), to: "/app/api-keys" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.keys_edit()} · Sewa` }];

export async function loader({ params: { id }, context }: Route.LoaderArgs) {
	const found = context.get(session);
	demand(found, "api_key.create");
	const key = await required(context.get(api).GET("/api/v1/api-keys/{id}", { params: { path: { id } } }));
	if (key.state !== "active") throw redirect(`/app/api-keys/${id}`);
	return {
		name: key.name,
		expiresAt: key.expiresAt,
		rows: scopeRows(),
		tomorrow: dayAfter(Date.parse(found.now), found.user.timeZone),
		values: { name: key.name, ...boxesOf(key.scopes), expires: "keep", ips: key.ips?.join("\n") ?? "" },
	};
}

export async function action({ params: { id }, request, context }: Route.ActionArgs) {
	const { now, user } = context.get(session);
	const submission = parseForm(await request.formData(), keyForm({ now: Date.parse(now), timeZone: user.timeZone }));
	if (submission.status !== "success") return invalidForm(submission);
	const { environment: _, ...body } = submission.value;
	const saved = await outcome(context.get(api).PATCH("/api/v1/api-keys/{id}", { params: { path: { id } }, body }));
	if (!saved.ok) return refusedForm(submission, inFields(saved.problem));
	throw redirect(`/app/api-keys/${id}`);
}

export default function KeyEdit({ loaderData }: Route.ComponentProps) {
	const { name, expiresAt, rows, tomorrow, values } = loaderData;
	const { timeZone } = useClock();
	const [form, fields] = useActionForm<KeyValues>({ defaultValue: values });
	const ends = expiresAt ? formatDateTime(expiresAt, getLocale(), timeZone) : m.keys_never_expires();
	return (
		<>
			<PageHeader title={m.keys_edit_title({ name })} description={m.keys_edit_text()} />
			<ActionForm form={form} labels={keyLabels()}>
				<KeyFields fields={fields} rows={rows} tomorrow={tomorrow} ends={m.keys_expires_keep({ when: ends })} />
				<SaveBar form={form} />
			</ActionForm>
		</>
	);
}
