import { redirect } from "react-router";
import { CancelInput } from "#worker/modules/billing/subscriptions/schemas";
import { outcome, required } from "~/api.server";
import { api, session } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { formatDate } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { useClock } from "~/ui/clock";
import { ActionForm } from "~/ui/form/action-form";
import { TextareaField } from "~/ui/form/textarea-field";
import { useActionForm } from "~/ui/form/use-action-form";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { withFlash } from "../admin/use-flash";
import type { Route } from "./+types/cancel-subscription";
import { CancelLosses } from "./cancel-losses";
import { CancelWhen } from "./cancel-when";
import { canCancel } from "./manage-subscription";
import { demand } from "./may.server";
import { NothingToChange } from "./nothing-to-change";
import { SubscriptionButtons } from "./subscription-buttons";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: () => m.change_cancel(),
	parents: () => [{ label: m.nav_billing(), to: "/app/billing" }],
	skeleton: "form",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.change_cancel()} · Sewa` }];

export async function loader({ context }: Route.LoaderArgs) {
	const client = context.get(api);
	demand(context.get(session), "subscription.cancel");
	const [subscription, catalog] = await Promise.all([
		required(client.GET("/api/v1/subscription")),
		required(client.GET("/api/v1/catalog/plans")),
	]);
	const { currency } = subscription;
	const free = catalog.items.find(({ prices }) =>
		prices.some(({ price }) => price.amount === 0 && price.currency === currency),
	);
	const plan = catalog.items.find(({ code }) => code === subscription.plan);
	return { subscription, free: free ?? null, limits: plan?.limits ?? subscription.limits };
}

export async function action({ request, context }: Route.ActionArgs) {
	const submission = parseForm(await request.formData(), CancelInput);
	if (submission.status !== "success") return invalidForm(submission);
	const canceled = await outcome(context.get(api).POST("/api/v1/subscription/cancel", { body: submission.value }));
	if (!canceled.ok) return refusedForm(submission, canceled.problem);
	const later = submission.value.when === "period_end";
	throw redirect(withFlash("/app/billing", later ? "cancel_later" : "canceled"));
}

type Values = { when: string; reason: string };

export default function CancelSubscription({ loaderData: { subscription, free, limits } }: Route.ComponentProps) {
	const { timeZone } = useClock();
	const { status, trialEndsAt, periodEnd, planName } = subscription;
	const end = status === "trialing" ? trialEndsAt : status === "active" ? periodEnd : null;
	const date = end ? formatDate(end, getLocale(), timeZone) : null;
	const [form, fields] = useActionForm<Values>({ defaultValue: { when: date ? "period_end" : "now" } });
	if (!canCancel(subscription))
		return <NothingToChange title={m.change_cancel_none()}>{m.change_cancel_none_text()}</NothingToChange>;
	return (
		<>
			<PageHeader title={m.change_cancel_title({ plan: planName })} description={m.change_cancel_lead()} />
			<div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-8">
				<ActionForm form={form} className="gap-5" labels={{ when: m.change_when(), reason: m.change_reason() }}>
					<CancelWhen field={fields.when} plan={planName} date={date} free={free?.name ?? null} />
					<Card>
						<CardBody>
							<TextareaField
								field={fields.reason}
								label={m.change_reason()}
								help={m.change_reason_help()}
								maxLength={500}
								rows={3}
								optional
							/>
						</CardBody>
					</Card>
					<SubscriptionButtons label={m.change_cancel()} back={m.change_not_cancel()} danger />
				</ActionForm>
				<Card className="max-lg:order-first">
					<CardHeader title={m.change_lose()} description={m.change_lose_text()} />
					<CancelLosses before={limits} after={free?.limits ?? null} />
				</Card>
			</div>
		</>
	);
}
