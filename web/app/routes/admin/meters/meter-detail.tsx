import type { Schema } from "@sewa/sdk";
import { ChartNoAxesColumn } from "lucide-react";
import { data, useActionData } from "react-router";
import { answer } from "~/answer.server";
import { outcome, required } from "~/api.server";
import { api } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Button, ButtonLink } from "~/ui/button";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { DescriptionList } from "~/ui/description-list";
import { ActionForm } from "~/ui/form/action-form";
import { SaveBar } from "~/ui/form/save-bar";
import { useActionForm } from "~/ui/form/use-action-form";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { RelativeTime } from "~/ui/relative-time";
import { useToastOf } from "~/ui/use-toast-of";
import { ReadOnlyNotice, useMay } from "../permissions";
import type { Route } from "./+types/meter-detail";
import { meterPatchSchema } from "./meter-schema.server";
import { MeterState } from "./meter-state";
import { aggregationWord, sourceWord } from "./meter-words";
import { NameFields, nameLabels } from "./name-fields";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

type Meter = Schema<"SystemMeter">;
type Loaded = Route.ComponentProps["loaderData"];

export const handle = {
	crumb: (loaded?: Loaded) => loaded?.meter.name[getLocale()] ?? null,
	parents: () => [{ label: m.admin_meters_title(), to: "/admin/meters" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.meter.name[getLocale()] ?? m.admin_meters_title()} · Sewa` },
];

/** There are few meters: the list has them all. */
export async function loader({ params, context }: Route.LoaderArgs) {
	const query = { limit: 100 };
	const { items } = await required(context.get(api).GET("/api/v1/admin/meters", { params: { query } }));
	const meter = items.find(({ code }) => code === params.code);
	if (!meter) throw data({ type: "/problems/not_found", title: "", status: 404, code: "not_found" }, 404);
	return { meter };
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const form = await request.formData();
	const client = context.get(api);
	const call = { params: { path: { code: params.code } } };
	const state = form.get("state");
	if (state === "active" || state === "retired") {
		const done = state === "retired" ? m.admin_meters_is_retired() : m.admin_meters_is_active();
		return answer(outcome(client.PATCH("/api/v1/admin/meters/{code}", { ...call, body: { state } })), done);
	}
	const submission = parseForm(form, meterPatchSchema());
	if (submission.status !== "success") return invalidForm(submission);
	const saved = await outcome(client.PATCH("/api/v1/admin/meters/{code}", { ...call, body: submission.value }));
	if (!saved.ok) return refusedForm(submission, saved.problem);
	return { lastResult: submission.reply({ resetForm: true }), toast: m.admin_meters_saved() };
}

export default function MeterDetail({ loaderData: { meter } }: Route.ComponentProps) {
	const mayWrite = useMay("system.meter.write");
	useToastOf(useActionData<typeof action>());
	return (
		<>
			<PageHeader
				title={meter.name[getLocale()]}
				badge={<MeterState state={meter.state} />}
				action={
					<>
						{meter.source !== "records" && meter.state === "active" && (
							<ButtonLink to={`/admin/usage?meter=${meter.code}`} icon={<ChartNoAxesColumn aria-hidden />}>
								{m.admin_meters_see_use()}
							</ButtonLink>
						)}
						{mayWrite && meter.source === "events" && <StateDialog meter={meter} />}
					</>
				}
			>
				<DescriptionList layout="strip" facts={factsOf(meter)} />
			</PageHeader>
			{mayWrite ? (
				<WordsForm key={meter.updatedAt} meter={meter} />
			) : (
				<ReadOnlyNotice permission="system.meter.write" />
			)}
		</>
	);
}

function factsOf(meter: Meter) {
	const code = (text: string) => <code className="font-mono">{text}</code>;
	return [
		{ label: m.admin_meters_code(), value: code(meter.code) },
		{ label: m.admin_meters_source(), value: sourceWord(meter.source) },
		{ label: m.admin_meters_aggregation(), value: aggregationWord(meter.aggregation) },
		...(meter.eventType ? [{ label: m.admin_meters_event_type(), value: code(meter.eventType) }] : []),
		...(meter.valueProperty ? [{ label: m.admin_meters_value(), value: code(meter.valueProperty) }] : []),
		...(meter.groupBy.length > 0 ? [{ label: m.admin_meters_group_by(), value: code(meter.groupBy.join(", ")) }] : []),
		{ label: m.admin_meters_changed(), value: <RelativeTime at={meter.updatedAt} /> },
	];
}

function WordsForm({ meter }: { meter: Meter }) {
	const values = { name: meter.name, unit: meter.unit };
	const [form, fields] = useActionForm<typeof values>({ defaultValue: values });
	return (
		<ActionForm form={form} labels={nameLabels()} className="max-w-3xl">
			<Card>
				<CardHeader title={m.admin_meters_words()} description={m.admin_meters_words_text()} />
				<CardBody className="grid gap-4.5 sm:grid-cols-2">
					<NameFields name={fields.name} unit={fields.unit} />
				</CardBody>
			</Card>
			<SaveBar form={form} />
		</ActionForm>
	);
}

function StateDialog({ meter }: { meter: Meter }) {
	const name = meter.name[getLocale()];
	const retires = meter.state === "active";
	const label = retires ? m.admin_meters_retire() : m.admin_meters_take_back();
	return (
		<ConfirmDialog
			tone={retires ? "danger" : "primary"}
			title={retires ? m.admin_meters_retire_title({ name }) : m.admin_meters_take_back_title({ name })}
			consequence={retires ? m.admin_meters_retire_text() : m.admin_meters_take_back_text()}
			confirmLabel={label}
			fields={{ state: retires ? "retired" : "active" }}
			trigger={<Button variant={retires ? "danger-quiet" : "primary"}>{label}</Button>}
		/>
	);
}
