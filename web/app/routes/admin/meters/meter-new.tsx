import { redirect } from "react-router";
import { outcome } from "~/api.server";
import { api, locale } from "~/context";
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
import { ReadOnlyNotice, useMay } from "../permissions";
import { keyOf } from "../posted.server";
import { withFlash } from "../use-flash";
import type { Route } from "./+types/meter-new";
import { EventExample } from "./event-example";
import { meterInputSchema } from "./meter-schema.server";
import { aggregationOptions } from "./meter-words";
import { NameFields, nameLabels } from "./name-fields";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: () => m.admin_meters_new(),
	parents: () => [{ label: m.admin_meters_title(), to: "/admin/meters" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta = () => [{ title: `${m.admin_meters_new()} · Sewa` }];

export function loader() {
	return { key: crypto.randomUUID() };
}

export async function action({ request, context }: Route.ActionArgs) {
	const form = await request.formData();
	const submission = parseForm(form, meterInputSchema());
	if (submission.status !== "success") return invalidForm(submission);
	const params = { header: keyOf(form) };
	const made = await outcome(context.get(api).POST("/api/v1/admin/meters", { params, body: submission.value }));
	if (!made.ok) return refusedForm(submission, made.problem);
	throw redirect(withFlash("/admin/meters", "created", made.data.name[context.get(locale)]));
}

export default function MeterNew({ loaderData: { key } }: Route.ComponentProps) {
	const mayWrite = useMay("system.meter.write");
	return (
		<>
			<PageHeader title={m.admin_meters_new()} description={m.admin_meters_new_lead()} />
			{mayWrite ? <MeterForm idempotencyKey={key} /> : <ReadOnlyNotice permission="system.meter.write" />}
		</>
	);
}

type MeterValues = {
	[Name in "key" | "code" | "unit" | "aggregation" | "eventType" | "valueProperty" | "groupBy"]: string;
} & { name: { en: string; id: string } };

const labelsOf = () => ({
	...nameLabels(),
	code: m.admin_meters_code(),
	eventType: m.admin_meters_event_type(),
	aggregation: m.admin_meters_aggregation(),
	valueProperty: m.admin_meters_value(),
	groupBy: m.admin_meters_group_by(),
});

function MeterForm({ idempotencyKey }: { idempotencyKey: string }) {
	const [form, fields] = useActionForm<MeterValues>({ defaultValue: { key: idempotencyKey, aggregation: "sum" } });
	const labels = labelsOf();
	const plain = { autoCapitalize: "none", spellCheck: false };
	const counts = (fields.aggregation.value ?? "sum") === "sum";
	return (
		<ActionForm form={form} labels={labels} className="max-w-3xl">
			<input type="hidden" name="key" value={idempotencyKey} />
			<Card>
				<CardHeader title={m.admin_meters_words()} />
				<CardBody className="grid gap-4.5 sm:grid-cols-2">
					<NameFields name={fields.name} unit={fields.unit} />
					<TextField
						{...plain}
						field={fields.code}
						label={labels.code}
						help={m.admin_meters_code_help()}
						required
						maxLength={40}
					/>
				</CardBody>
			</Card>
			<Card>
				<CardHeader title={m.admin_meters_counting()} description={m.admin_meters_counting_text()} />
				<CardBody className="grid gap-4.5 sm:grid-cols-2">
					<TextField
						{...plain}
						field={fields.eventType}
						label={labels.eventType}
						help={m.admin_meters_event_type_help()}
						required
						maxLength={200}
					/>
					<SelectField
						field={fields.aggregation}
						label={labels.aggregation}
						options={aggregationOptions()}
						help={m.admin_meters_aggregation_help()}
					/>
					<TextField
						{...plain}
						field={fields.valueProperty}
						label={labels.valueProperty}
						help={counts ? m.admin_meters_value_sum() : m.admin_meters_value_help()}
						optional={counts}
						maxLength={64}
					/>
					<TextField
						{...plain}
						field={fields.groupBy}
						label={labels.groupBy}
						help={m.admin_meters_group_by_help()}
						optional
						maxLength={400}
					/>
				</CardBody>
			</Card>
			<EventExample
				type={fields.eventType.value}
				value={fields.valueProperty.value}
				groups={fields.groupBy.value?.split(/[\s,]+/).filter(Boolean) ?? []}
			/>
			<SaveBar form={form} label={m.admin_meters_create()} />
		</ActionForm>
	);
}
