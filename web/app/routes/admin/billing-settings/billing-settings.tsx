import { useActionData } from "react-router";
import { outcome, required } from "~/api.server";
import { api } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { useToastOf } from "~/ui/use-toast-of";
import { ReadOnlyNotice, useMay } from "../permissions";
import type { Route } from "./+types/billing-settings";
import { SettingsFacts } from "./settings-facts";
import { SettingsForm } from "./settings-form";
import { settingsSchema } from "./settings-schema.server";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = { crumb: () => m.nav_billing_settings(), skeleton: "form" } satisfies CrumbHandle;
export const meta = () => [{ title: `${m.nav_billing_settings()} · Sewa` }];

export async function loader({ context }: Route.LoaderArgs) {
	return { settings: await required(context.get(api).GET("/api/v1/admin/billing-settings")) };
}

export async function action({ request, context }: Route.ActionArgs) {
	const submission = parseForm(await request.formData(), settingsSchema());
	if (submission.status !== "success") return invalidForm(submission);
	const saved = await outcome(context.get(api).PUT("/api/v1/admin/billing-settings", { body: submission.value }));
	if (!saved.ok) return refusedForm(submission, saved.problem);
	return { lastResult: submission.reply({ resetForm: true }), toast: m.admin_billing_saved() };
}

export default function BillingSettingsPage({ loaderData: { settings } }: Route.ComponentProps) {
	const mayWrite = useMay("system.billing_settings.write");
	useToastOf(useActionData<typeof action>());
	return (
		<>
			<PageHeader title={m.admin_billing_title()} description={m.admin_billing_lead()} />
			{!mayWrite && <ReadOnlyNotice permission="system.billing_settings.write" />}
			{mayWrite ? (
				<SettingsForm key={JSON.stringify(settings)} settings={settings} />
			) : (
				<SettingsFacts settings={settings} />
			)}
		</>
	);
}
