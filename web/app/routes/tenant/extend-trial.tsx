import { Gift } from "lucide-react";
import { redirect } from "react-router";
import { ExtendTrialInput } from "#worker/modules/billing/subscriptions/schemas";
import { outcome, required } from "~/api.server";
import { api, session } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { formatDate } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardBody } from "~/ui/card";
import { useClock } from "~/ui/clock";
import { ActionForm } from "~/ui/form/action-form";
import { TextField } from "~/ui/form/text-field";
import { useActionForm } from "~/ui/form/use-action-form";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { withFlash } from "../admin/use-flash";
import type { Route } from "./+types/extend-trial";
import { demand } from "./may.server";
import { NothingToChange } from "./nothing-to-change";
import { SubscriptionButtons } from "./subscription-buttons";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: () => m.change_extend_trial(),
	parents: () => [{ label: m.nav_billing(), to: "/app/billing" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.change_extend_trial()} · Sewa` }];

export async function loader({ context }: Route.LoaderArgs) {
	demand(context.get(session), "plan_change.create");
	return required(context.get(api).GET("/api/v1/subscription"));
}

export async function action({ request, context }: Route.ActionArgs) {
	const submission = parseForm(await request.formData(), ExtendTrialInput);
	if (submission.status !== "success") return invalidForm(submission);
	const body = submission.value;
	const extended = await outcome(context.get(api).POST("/api/v1/subscription/extend-trial", { body }));
	if (extended.ok) throw redirect(withFlash("/app/billing", "trial_extended"));
	return refusedForm(submission, extended.problem);
}

/** A coupon that adds days to the trial that runs. */
export default function ExtendTrial({ loaderData: { status, trialEndsAt, planName } }: Route.ComponentProps) {
	const { timeZone } = useClock();
	const [form, fields] = useActionForm<{ coupon: string }>();
	if (status !== "trialing" || !trialEndsAt)
		return (
			<NothingToChange icon={Gift} title={m.change_extend_trial_none()}>
				{m.change_extend_trial_none_text()}
			</NothingToChange>
		);
	const date = formatDate(trialEndsAt, getLocale(), timeZone);
	return (
		<>
			<PageHeader title={m.change_extend_trial()} description={m.change_extend_trial_lead({ plan: planName, date })} />
			<Card className="max-w-2xl">
				<CardBody>
					<ActionForm form={form} labels={{ coupon: m.coupon_label() }}>
						<TextField
							field={fields.coupon}
							label={m.coupon_label()}
							help={m.change_extend_trial_help()}
							autoCapitalize="characters"
							autoComplete="off"
							spellCheck={false}
							maxLength={40}
							required
							className="max-w-80"
						/>
						<SubscriptionButtons label={m.change_extend_trial()} back={m.purchase_to_billing()} />
					</ActionForm>
				</CardBody>
			</Card>
		</>
	);
}
