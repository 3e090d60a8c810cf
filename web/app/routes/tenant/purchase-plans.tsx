import { m } from "~/paraglide/messages.js";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page-header";
import { ChoiceSwitch } from "../onboarding/choice-switch";
import { PlanOffers } from "../onboarding/plan-offers";
import type { Currency, Plan } from "../public/plans";
import { isSold, type Order, orderLink } from "./purchase";
import { purchaseLead } from "./purchase-lead";

type PurchasePlansProps = {
	order: Order & { unsold: boolean };
	plans: Plan[];
	currencies: Currency[];
	subscription: { plan: string; status: string };
};

/** What can be bought; the plan on trial stands out until another one is chosen. */
export function PurchasePlans({ order, plans, currencies, subscription }: PurchasePlansProps) {
	const { choice } = order;
	return (
		<>
			<PageHeader
				title={m.purchase_title()}
				description={purchaseLead(subscription.status)}
				action={
					<ChoiceSwitch
						choice={choice}
						currencies={currencies}
						at={(changed) => orderLink({ ...order, step: "plan", choice: changed })}
					/>
				}
			/>
			{order.unsold && <Notice tone="wait">{m.welcome_plan_unsold()}</Notice>}
			<PlanOffers
				plans={plans}
				choice={choice}
				mark={markOf(order, plans, subscription)}
				trials={false}
				waysOf={(plan) =>
					isSold(plan, choice)
						? [{ label: m.purchase_pick(), to: orderLink({ step: "confirm", plan: plan.code, choice }) }]
						: []
				}
			/>
		</>
	);
}

function markOf(order: Order, plans: Plan[], { plan, status }: PurchasePlansProps["subscription"]) {
	if (order.plan) return { code: order.plan, label: m.purchase_mark_chosen() };
	if (!plans.some(({ code }) => code === plan)) return null;
	return { code: plan, label: status === "trialing" ? m.purchase_mark_trial() : m.purchase_mark_chosen() };
}
