import { BillingDetails } from "#worker/modules/billing/invoices/schemas";
import { type Api, outcome, required } from "~/api.server";
import { api, locale, session } from "~/context";
import { countryOptions } from "~/countries.server";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
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
		open: found.tenant?.status === "active" ? open : null,
		next,
		plan: plans.items.find(({ code }) => code === subscription?.plan) ?? null,
		readable,
		details: details ?? { email: found.user.email, country: "ID" },
		filled: details !== null,
		countries: readable ? countryOptions(context.get(locale)) : [],
	};
}

/** What the next invoice would be: the plan's price now, with tax. Null when there is nothing to invoice. */
async function readNext(client: Api, { plan, interval, currency, status, periodEnd }: Subscribed) {
	if (status !== "active" || !periodEnd) return null;
	const quote = await outcome(
		client.POST("/api/v1/plan-changes/preview", { body: { plan, interval, currency, newOrganisation: true } }),
	);
	return quote.ok && quote.data.total.amount > 0 ? { total: quote.data.total, at: periodEnd } : null;
}

type Subscribed = {
	plan: string;
	interval: "month" | "year";
	currency: "IDR" | "USD";
	status: string;
	periodEnd: string | null;
};

export async function action({ request, context }: Route.ActionArgs) {
	const submission = parseForm(await request.formData(), BillingDetails);
	if (submission.status !== "success") return invalidForm(submission);
	const saved = await outcome(context.get(api).PUT("/api/v1/billing-details", { body: submission.value }));
	if (!saved.ok) return refusedForm(submission, saved.problem);
	return { toast: m.billing_saved() };
}

export default function Billing({ loaderData }: Route.ComponentProps) {
	const { subscription, seats, open, next, plan, readable, details, filled, countries } = loaderData;
	return (
		<>
			<PageHeader
				title={m.nav_billing()}
				description={m.billing_lead()}
				action={subscription?.canPurchase && <ChoosePlanLink />}
			/>
			{open && <OpenInvoiceNotice invoice={open} />}
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
