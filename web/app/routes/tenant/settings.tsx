import { useActionData } from "react-router";
import { TenantPatch } from "#worker/modules/tenants/schemas";
import { outcome, required } from "~/api.server";
import { api, locale } from "~/context";
import { countryOptions } from "~/countries.server";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { ActionForm } from "~/ui/form/action-form";
import { SaveBar } from "~/ui/form/save-bar";
import { SelectField } from "~/ui/form/select-field";
import { TextField } from "~/ui/form/text-field";
import { useActionForm } from "~/ui/form/use-action-form";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { useToastOf } from "~/ui/use-toast-of";
import type { Route } from "./+types/settings";
import { FormatPreview } from "./format-preview";
import type { Formats } from "./formats";
import { formatOptions, toFormats } from "./formats";
import { SettingsFacts } from "./settings-facts";
import { timeZoneOptions } from "./time-zones";
import { useMay } from "./use-may";

export const handle = { crumb: () => m.nav_settings(), skeleton: "form" } satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.nav_settings()} · Sewa` }];

export async function loader({ context }: Route.LoaderArgs) {
	const tenant = await required(context.get(api).GET("/api/v1/tenant"));
	return { tenant, countries: countryOptions(context.get(locale)) };
}

export async function action({ request, context }: Route.ActionArgs) {
	const submission = parseForm(await request.formData(), TenantPatch);
	if (submission.status !== "success") return invalidForm(submission);
	const saved = await outcome(context.get(api).PATCH("/api/v1/tenant", { body: submission.value }));
	if (!saved.ok) return refusedForm(submission, saved.problem);
	return { toast: m.settings_saved() };
}

export default function Settings({ loaderData: { tenant, countries } }: Route.ComponentProps) {
	const writable = useMay()("tenant.update");
	return (
		<>
			<PageHeader title={m.nav_settings()} description={m.settings_lead()} />
			{writable ? (
				<SettingsForm tenant={tenant} countries={countries} />
			) : (
				<SettingsFacts tenant={tenant} countries={countries} />
			)}
		</>
	);
}

type Values = { name: string; country: string; formats: Formats };

function SettingsForm({ tenant, countries }: Route.ComponentProps["loaderData"]) {
	const [form, fields] = useActionForm<Values>({
		defaultValue: { name: tenant.name, country: tenant.country, formats: tenant.formats },
	});
	const nested = fields.formats.getFieldset();
	const options = formatOptions();
	const { currency, number, date, timeZone } = nested;
	const chosen = { currency: currency.value, number: number.value, date: date.value, timeZone: timeZone.value };
	useToastOf(useActionData());
	return (
		<ActionForm form={form} className="gap-5" labels={{ name: m.settings_name(), country: m.billing_country() }}>
			<Card>
				<CardHeader title={m.settings_organisation()} description={m.settings_organisation_text()} />
				<CardBody className="grid max-w-2xl gap-4.5 sm:grid-cols-2">
					<TextField
						field={fields.name}
						label={m.settings_name()}
						autoComplete="organization"
						maxLength={80}
						required
					/>
					<SelectField field={fields.country} label={m.billing_country()} options={countries} />
				</CardBody>
			</Card>
			<Card>
				<CardHeader title={m.settings_formats()} description={m.settings_formats_text()} />
				<CardBody className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
					<div className="grid max-w-2xl content-start gap-4.5 sm:grid-cols-2">
						<SelectField field={currency} label={m.pricing_currency()} options={options.currency} />
						<SelectField field={number} label={m.settings_number()} options={options.number} />
						<SelectField field={date} label={m.settings_date()} options={options.date} />
						<SelectField field={timeZone} label={m.profile_time_zone()} options={timeZoneOptions()} />
					</div>
					<FormatPreview formats={toFormats(chosen, tenant.formats)} />
				</CardBody>
			</Card>
			<SaveBar form={form} />
		</ActionForm>
	);
}
