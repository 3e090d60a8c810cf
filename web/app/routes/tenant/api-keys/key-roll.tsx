import { RefreshCwOff } from "lucide-react";
import { useActionData } from "react-router";
import { RollInput } from "#worker/modules/identity/api-keys/schemas";
import { outcome, required } from "~/api.server";
import { api, session } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { ActionForm } from "~/ui/form/action-form";
import { SubmitButton } from "~/ui/form/submit-button";
import { useActionForm } from "~/ui/form/use-action-form";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { demand } from "../may.server";
import type { Route } from "./+types/key-roll";
import { KeyText } from "./key-columns";
import { KeyShown } from "./key-shown";
import { RadioCard } from "./radio-card";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: (data) => data?.old.name ?? null,
	parents: () => [{ label: m.nav_api_keys(), to: "/app/api-keys" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.keys_roll()} · Sewa` }];
/** A page with a key on it is kept nowhere. */
export const headers: Route.HeadersFunction = () => ({ "cache-control": "no-store" });

export async function loader({ params: { id }, request, context }: Route.LoaderArgs) {
	demand(context.get(session), "api_key.create");
	const old = await required(context.get(api).GET("/api/v1/api-keys/{id}", { params: { path: { id } } }));
	return { old, origin: new URL(request.url).origin, key: crypto.randomUUID() };
}

/** Answers with the new key itself: it goes into this one page and nowhere else. */
export async function action({ params: { id }, request, context }: Route.ActionArgs) {
	const form = await request.formData();
	const submission = parseForm(form, RollInput);
	if (submission.status !== "success") return invalidForm(submission);
	const headers = { "Idempotency-Key": String(form.get("key")) };
	const call = { params: { path: { id } }, body: submission.value, headers };
	const made = await outcome(context.get(api).POST("/api/v1/api-keys/{id}/roll", call));
	return made.ok
		? { made: made.data, overlap: submission.value.overlapSeconds }
		: refusedForm(submission, made.problem);
}

const HOUR = 3600;
const overlaps = () =>
	[
		[24 * HOUR, m.keys_overlap_day(), m.keys_overlap_day_text()],
		[7 * 24 * HOUR, m.keys_overlap_week(), m.keys_overlap_week_text()],
		[HOUR, m.keys_overlap_hour(), m.keys_overlap_hour_text()],
		[0, m.keys_overlap_none(), m.keys_overlap_none_text()],
	] as const;

export default function KeyRoll({ loaderData: { old, origin, key } }: Route.ComponentProps) {
	const answered = useActionData<typeof action>();
	const [form, fields] = useActionForm<{ overlapSeconds: string }>({
		defaultValue: { overlapSeconds: String(24 * HOUR) },
	});
	if (answered && "made" in answered) {
		const note = answered.overlap === 0 ? m.keys_rolled_now() : m.keys_rolled_later();
		return <KeyShown made={answered.made} origin={origin} note={note} />;
	}
	if (old.state !== "active" || old.replacedBy)
		return (
			<EmptyState
				page
				icon={RefreshCwOff}
				title={m.keys_roll_not()}
				action={<ButtonLink to={`/app/api-keys/${old.id}`}>{m.keys_to_key()}</ButtonLink>}
			>
				{m.keys_roll_not_text()}
			</EmptyState>
		);
	return (
		<>
			<PageHeader title={m.keys_roll_title({ name: old.name })} description={m.keys_roll_text()} />
			<ActionForm form={form} className="max-w-2xl" labels={{ overlapSeconds: m.keys_overlap() }}>
				<input type="hidden" name="key" value={key} readOnly />
				<Card>
					<CardHeader title={m.keys_overlap()} description={<KeyText of={old} />} />
					<CardBody className="grid gap-4">
						<p className="text-ink-muted">{m.keys_overlap_text()}</p>
						<fieldset className="grid gap-2.5 sm:grid-cols-2">
							<legend className="sr-only">{m.keys_overlap()}</legend>
							{overlaps().map(([seconds, label, text]) => (
								<RadioCard
									key={seconds}
									field={fields.overlapSeconds}
									value={String(seconds)}
									label={label}
									text={text}
								/>
							))}
						</fieldset>
					</CardBody>
				</Card>
				<div className="flex flex-wrap gap-2">
					<SubmitButton>{m.keys_roll_confirm()}</SubmitButton>
					<ButtonLink to={`/app/api-keys/${old.id}`}>{m.ui_cancel()}</ButtonLink>
				</div>
			</ActionForm>
		</>
	);
}
