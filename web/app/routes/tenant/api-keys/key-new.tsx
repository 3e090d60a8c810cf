import { useActionData } from "react-router";
import { outcome } from "~/api.server";
import { api, session } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import { ActionForm } from "~/ui/form/action-form";
import { SaveBar } from "~/ui/form/save-bar";
import { useActionForm } from "~/ui/form/use-action-form";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { demand } from "../may.server";
import type { Route } from "./+types/key-new";
import { KeyFields, type KeyValues, keyLabels } from "./key-fields";
import { dayAfter, inFields, keyForm, scopeRows } from "./key-schema.server";
import { KeyShown } from "./key-shown";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: () => m.keys_create(),
	parents: () => [{ label: m.nav_api_keys(), to: "/app/api-keys" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.keys_create()} · Sewa` }];
/** A page with a key on it is kept nowhere. */
export const headers: Route.HeadersFunction = () => ({ "cache-control": "no-store" });

export function loader({ request, context }: Route.LoaderArgs) {
	const found = context.get(session);
	demand(found, "api_key.create");
	return {
		rows: scopeRows(),
		tomorrow: dayAfter(Date.parse(found.now), found.user.timeZone),
		origin: new URL(request.url).origin,
		key: crypto.randomUUID(),
	};
}

/** Answers with the key itself: it goes into this one page and nowhere else. */
export async function action({ request, context }: Route.ActionArgs) {
	const form = await request.formData();
	const { now, user } = context.get(session);
	const submission = parseForm(form, keyForm({ now: Date.parse(now), timeZone: user.timeZone }));
	if (submission.status !== "success") return invalidForm(submission);
	const headers = { "Idempotency-Key": String(form.get("key")) };
	const made = await outcome(context.get(api).POST("/api/v1/api-keys", { body: submission.value, headers }));
	return made.ok ? { made: made.data } : refusedForm(submission, inFields(made.problem));
}

const defaults = { name: "", environment: "live", access: "chosen", expires: "never", scopes: [] };

export default function KeyNew({ loaderData: { rows, tomorrow, origin, key } }: Route.ComponentProps) {
	const answered = useActionData<typeof action>();
	const [form, fields] = useActionForm<KeyValues & { key: string }>({ defaultValue: { ...defaults, key } });
	if (answered && "made" in answered) return <KeyShown made={answered.made} origin={origin} />;
	return (
		<>
			<PageHeader title={m.keys_create()} description={m.keys_create_text()} />
			<ActionForm form={form} labels={keyLabels()}>
				<input type="hidden" name="key" value={key} readOnly />
				<KeyFields fields={fields} rows={rows} tomorrow={tomorrow} />
				<SaveBar form={form} label={m.keys_create()} />
			</ActionForm>
		</>
	);
}
