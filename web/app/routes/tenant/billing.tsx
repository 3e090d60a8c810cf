import type { Schema } from "@sewa/sdk";
import { BillingDetails } from "#worker/modules/billing/invoices/schemas";
import { type Api, outcome, required } from "~/api.server";
import { api, locale, session } from "~/context";
import { countryOptions } from "~/countries.server";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import { useFlash } from "../admin/use-flash";
import type { Route } from "./+types/billing";
import { BillingDetailsCard } from "./billing-details-card";
import { ChoosePlanLink } from "./choose-plan-link";
import { CurrentPlan } from "./current-plan";
import { foundOrNull } from "./found-or-null.server";
import { may } from "./may.server";
import { readOpenInvoice } from "./open-invoice.server";
import { OpenInvoiceNotice } from "./open-invoice-notice";
import { PlanLimits } from "./plan-limits";
import { SubscriptionNone } from "./subscription-none";
import { SubscriptionNotice } from "./subscription-notice";

export const handle = { crumb: () => m.nav_billing(), skeleton: "detail" } satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.nav_billing()} · Sewa` }];

export async function loader({ context }: Route.LoaderArgs) {
	const client = context.get(api);
	const found = context.get(session);
	const readable = may(found, "invoice.read");
	const [subscription, seats, details, plans] = await Promise.all([
		foundOrNull(client.GET("/api/v1/subscription")),
		required(client.GET("/api/v1/members/seats")),
		readable ? foundOrNull(client.GET("/api/v1/billing-details")) : null,
		required(client.GET("/api/v1/catalog/plans")),
	]);
	const [open, next] = await Promise.all([
		readOpenInvoice(client, found, subscription?.openInvoiceId),
		subscription && readable ? readNext(client, subscription) : null,
	]);
	return {
		subscription,
		seats,
		// Elsewhere the banner of the frame says it.
		open: found.tenant?.status === "active" && subscription?.status !== "past_due" ? open : null,
		next,
		plan: plans.items.find(({ code }) => code === subscription?.plan) ?? null,
		readable,
		details: details ?? { email: found.user.email, country: "ID" },
		filled: details !== null,
		countries: readable ? countryOptions(context.get(locale)) : [],
	};
}

type Subscribed = Schema<"SubscriptionDetail">;

/** What the next invoice would be: that of the change to come, or the plan's price now, with tax. Null where there is none. */
async function readNext(client: Api, { scheduledChange: change, plan, interval, currency, ...rest }: Subscribed) {
	const { status, periodEnd, cancelAt } = rest;
	if (change) return { total: change.total, at: change.effectiveAt ?? periodEnd };
	if (status !== "active" || !periodEnd || cancelAt) return null;
	// As for a newcomer, since the plan that runs is no change; what only newcomers get must not count.
	const body = { plan, interval, currency, newOrganisation: true };
	const quote = await outcome(client.POST("/api/v1/plan-changes/preview", { body }));
	if (!quote.ok || quote.data.coupons.length > 0 || quote.data.total.amount === 0) return null;
	return { total: quote.data.total, at: periodEnd };
}

export async function action({ request, context }: Route.ActionArgs) {
	const submission = parseForm(await request.formData(), BillingDetails);
	if (submission.status !== "success") return invalidForm(submission);
	const saved = await outcome(context.get(api).PUT("/api/v1/billing-details", { body: submission.value }));
	if (!saved.ok) return refusedForm(submission, saved.problem);
	return { toast: m.billing_saved() };
}

export default function Billing({ loaderData }: Route.ComponentProps) {
	const { subscription, seats, open, next, plan, readable, details, filled, countries } = loaderData;
	useFlash({
		changed: (name) => m.change_done({ plan: name }),
		scheduled: (name) => m.change_done_later({ plan: name }),
		canceled: m.change_canceled,
		cancel_later: m.change_cancel_later,
		paused: m.change_paused_done,
		resumed: m.change_resumed,
		trial_extended: m.change_trial_extended,
	});
	return (
		<>
			<PageHeader
				title={m.nav_billing()}
				description={m.billing_lead()}
				action={subscription?.canPurchase && <ChoosePlanLink />}
			/>
			{open && <OpenInvoiceNotice invoice={open} />}
			{subscription && <SubscriptionNotice subscription={subscription} />}
			{!subscription && <SubscriptionNone />}
			<div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
				<div className="grid gap-5">
					{subscription && <CurrentPlan subscription={subscription} plan={plan} next={next} money={readable} />}
					{readable && <BillingDetailsCard details={details} filled={filled} countries={countries} />}
				</div>
				{subscription && subscription.status !== "pending" && <PlanLimits limits={subscription.limits} seats={seats} />}
			</div>
		</>
	);
}
