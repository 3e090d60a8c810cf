import { redirect } from "react-router";
import * as z from "zod";
import { outcome, required } from "~/api.server";
import { startOfDay } from "~/calendar.server";
import { api, session } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { ActionForm } from "~/ui/form/action-form";
import { TextField } from "~/ui/form/text-field";
import { useActionForm } from "~/ui/form/use-action-form";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { withFlash } from "../admin/use-flash";
import type { Route } from "./+types/pause-subscription";
import { canPause } from "./manage-subscription";
import { demand } from "./may.server";
import { NothingToChange } from "./nothing-to-change";
import { SubscriptionButtons } from "./subscription-buttons";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: () => m.change_pause(),
	parents: () => [{ label: m.nav_billing(), to: "/app/billing" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.change_pause()} · Sewa` }];

export async function loader({ context }: Route.LoaderArgs) {
	demand(context.get(session), "subscription.pause");
	return required(context.get(api).GET("/api/v1/subscription"));
}

const PauseForm = z.object({ until: z.iso.date().optional() });

export async function action({ request, context }: Route.ActionArgs) {
	const submission = parseForm(await request.formData(), PauseForm);
	if (submission.status !== "success") return invalidForm(submission);
	const until = startOfDay(submission.value.until ?? null, context.get(session).user.timeZone);
	const paused = await outcome(context.get(api).POST("/api/v1/subscription/pause", { body: until ? { until } : {} }));
	if (paused.ok) throw redirect(withFlash("/app/billing", "paused"));
	return refusedForm(submission, paused.problem);
}

export default function PauseSubscription({ loaderData: subscription }: Route.ComponentProps) {
	const [form, fields] = useActionForm<{ until: string }>();
	if (!canPause(subscription))
		return <NothingToChange title={m.change_pause_none()}>{m.change_pause_none_text()}</NothingToChange>;
	const effects = [m.change_pause_service(), m.change_pause_billing(), m.change_pause_rest(), m.change_pause_end()];
	return (
		<>
			<PageHeader title={m.change_pause_title({ plan: subscription.planName })} description={m.change_pause_lead()} />
			<Card className="max-w-2xl">
				<CardHeader title={m.change_what_happens()} />
				<CardBody className="grid gap-6">
					<ul className="grid list-disc gap-1.5 pl-5">
						{effects.map((effect) => (
							<li key={effect} className="text-pretty">
								{effect}
							</li>
						))}
					</ul>
					<ActionForm form={form} labels={{ until: m.change_pause_until() }}>
						<TextField
							field={fields.until}
							type="date"
							label={m.change_pause_until()}
							help={m.change_pause_until_help()}
							className="max-w-60"
							optional
						/>
						<SubscriptionButtons label={m.change_pause()} back={m.change_not_pause()} />
					</ActionForm>
				</CardBody>
			</Card>
		</>
	);
}
