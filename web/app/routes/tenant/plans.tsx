import { data, redirect } from "react-router";
import { BillingDetails } from "#worker/modules/billing/invoices/schemas";
import { PlanChangeInput } from "#worker/modules/billing/plan-changes/schemas";
import { outcome, required } from "~/api.server";
import { api, locale, session } from "~/context";
import { countryOptions } from "~/countries.server";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import { reloadAfterAction } from "~/reload-after-action";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Steps } from "~/ui/steps";
import { dropDraft, keepDraft, readDraft } from "../onboarding/billing-draft.server";
import type { Route } from "./+types/plans";
import { foundOrNull } from "./found-or-null.server";
import { may } from "./may.server";
import { readOpenInvoice } from "./open-invoice.server";
import { orderLink } from "./purchase";
import { paidPlans, readOrder, readPayableCurrencies } from "./purchase.server";
import { PurchaseClosed } from "./purchase-closed";
import { PurchaseConfirm } from "./purchase-confirm";
import { PurchasePlans } from "./purchase-plans";

export const handle = {
	crumb: () => m.purchase_title(),
	parents: () => [{ label: m.nav_billing(), to: "/app/billing" }],
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.purchase_title()} · Sewa` }];

export async function loader({ request, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const found = context.get(session);
	if (!may(found, "plan_change.create"))
		throw data({ title: "", status: 403, code: "forbidden", detail: "plan_change.create" }, 403);
	const subscription = await foundOrNull(client.GET("/api/v1/subscription"));
	if (!subscription?.canPurchase) {
		const change = subscription?.openPlanChangeId ?? null;
		return { closed: { change, invoice: await readOpenInvoice(client, found, change && subscription?.openInvoiceId) } };
	}
	const [catalog, currencies, details] = await Promise.all([
		required(client.GET("/api/v1/catalog/plans")),
		readPayableCurrencies(client),
		foundOrNull(client.GET("/api/v1/billing-details")),
	]);
	const plans = paidPlans(catalog.items);
	const order = readOrder(request, subscription, currencies, plans);
	const purchase = { plan: order.plan ?? "", ...order.choice };
	return {
		closed: null,
		subscription: { plan: subscription.plan, status: subscription.status },
		name: found.tenant?.name ?? "",
		plans,
		currencies,
		order,
		quote:
			order.step === "confirm" ? await required(client.POST("/api/v1/plan-changes/preview", { body: purchase })) : null,
		details,
		draft: readDraft(request) ?? { email: found.user.email, country: "ID" },
		countries: countryOptions(context.get(locale)),
		key: crypto.randomUUID(),
	};
}

const Stored = PlanChangeInput.omit({ billing: true });
const Billed = PlanChangeInput.extend({ billing: BillingDetails });

export async function action({ request, context }: Route.ActionArgs) {
	const form = await request.formData();
	const asked = new URL(request.url).searchParams;
	if (form.get("intent") === "back") {
		asked.set("step", "plan");
		throw redirect(`/app/billing/plans?${asked}`, { headers: { "Set-Cookie": keepDraft(request, form) } });
	}
	const submission = parseForm(form, form.has("billing.email") ? Billed : Stored);
	if (submission.status !== "success") return invalidForm(submission);
	const headers = { "Idempotency-Key": String(form.get("key")) };
	const bought = await outcome(context.get(api).POST("/api/v1/plan-changes", { body: submission.value, headers }));
	if (bought.ok)
		throw redirect(`/app/invoices/${bought.data.invoice.id}/pay`, { headers: { "Set-Cookie": dropDraft(request) } });
	// Bought by a colleague or in another window: the page itself says so.
	if (bought.problem.code === "already_exists" || bought.problem.code === "conflict")
		throw redirect("/app/billing/plans");
	return refusedForm(submission, bought.problem);
}

/** A refused form gets a new key with the loader's answer: the old one belongs to what was sent before. */
export const shouldRevalidate = reloadAfterAction;

export default function Plans({ loaderData }: Route.ComponentProps) {
	if (loaderData.closed) return <PurchaseClosed {...loaderData.closed} />;
	const { subscription, name, plans, currencies, order, quote, details, draft, countries, key } = loaderData;
	const plan = plans.find(({ code }) => code === order.plan);
	const steps = [
		{ label: m.welcome_step_plan(), to: orderLink({ ...order, step: "plan" }) },
		{ label: m.welcome_step_billing() },
		{ label: m.bill_pay() },
	];
	return (
		<>
			<Steps steps={steps} current={order.step === "plan" ? 0 : 1} />
			{plan && quote ? (
				<PurchaseConfirm
					order={order}
					cost={{ name, plan, quote }}
					status={subscription.status}
					details={details}
					draft={draft}
					countries={countries}
					formKey={key}
				/>
			) : (
				<PurchasePlans order={order} plans={plans} currencies={currencies} subscription={subscription} />
			)}
		</>
	);
}
