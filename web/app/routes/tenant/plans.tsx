import { required } from "~/api.server";
import { api, locale, session } from "~/context";
import { countryOptions } from "~/countries.server";
import { m } from "~/paraglide/messages.js";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Steps } from "~/ui/steps";
import { readDraft } from "../onboarding/billing-draft.server";
import type { Route } from "./+types/plans";
import { foundOrNull } from "./found-or-null.server";
import { demand, may } from "./may.server";
import { readOpenInvoice } from "./open-invoice.server";
import { orderLink } from "./purchase";
import { paidPlans, readChangeQuote, readOrder, readPayableCurrencies } from "./purchase.server";
import { buy } from "./purchase-action.server";
import { PurchaseClosed } from "./purchase-closed";
import { PurchaseConfirm } from "./purchase-confirm";
import { PurchasePlans } from "./purchase-plans";
import { readBeyond } from "./usage/beyond-plan.server";
import { coveredByWallet } from "./wallet/wallet-page.server";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: () => m.purchase_title(),
	parents: () => [{ label: m.nav_billing(), to: "/app/billing" }],
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.purchase_title()} · Sewa` }];

export async function loader({ request, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const found = context.get(session);
	demand(found, "plan_change.create");
	const subscription = await foundOrNull(client.GET("/api/v1/subscription"));
	if (!subscription?.canPurchase && !subscription?.canChange)
		return { closed: { subscription, invoice: await readOpenInvoice(client, found, subscription?.openInvoiceId) } };
	const [catalog, currencies, details] = await Promise.all([
		required(client.GET("/api/v1/catalog/plans")),
		readPayableCurrencies(client),
		foundOrNull(client.GET("/api/v1/billing-details")),
	]);
	const plans = paidPlans(catalog.items);
	const order = readOrder(request, subscription, currencies, plans);
	const { quote, complaint } = await readChangeQuote(client, order);
	const target = quote?.kind === "downgrade" ? plans.find(({ code }) => code === order.plan) : undefined;
	const payable = quote?.outcome === "invoice" && may(found, "wallet.read");
	return {
		closed: null,
		subscription,
		name: found.tenant?.name ?? "",
		plans,
		currencies,
		order,
		quote,
		complaint,
		beyond: target ? await readBeyond(client, target.limits) : [],
		covered: quote && payable ? await coveredByWallet(client, quote.total) : null,
		details,
		draft: readDraft(request) ?? { email: found.user.email, country: "ID" },
		countries: countryOptions(context.get(locale)),
		key: crypto.randomUUID(),
	};
}

export async function action({ request, context }: Route.ActionArgs) {
	return buy(context.get(api), request);
}

export default function Plans({ loaderData }: Route.ComponentProps) {
	if (loaderData.closed) return <PurchaseClosed {...loaderData.closed} />;
	const { subscription, name, plans, currencies, order, quote, complaint, beyond, covered, key, ...billing } =
		loaderData;
	const plan = plans.find(({ code }) => code === order.plan);
	const steps = [
		{ label: m.welcome_step_plan(), to: orderLink({ ...order, step: "plan" }) },
		{ label: subscription.canChange ? m.change_step() : m.welcome_step_billing() },
		...(quote && quote.outcome !== "invoice" ? [] : [{ label: m.bill_pay() }]),
	];
	return (
		<>
			<Steps steps={steps} current={plan && quote ? 1 : 0} />
			{plan && quote ? (
				<PurchaseConfirm
					order={order}
					cost={{ name, plan, quote }}
					subscription={subscription}
					beyond={beyond}
					covered={covered}
					{...billing}
					formKey={key}
				/>
			) : (
				<PurchasePlans
					order={order}
					plans={plans}
					currencies={currencies}
					subscription={subscription}
					complaint={complaint}
				/>
			)}
		</>
	);
}
