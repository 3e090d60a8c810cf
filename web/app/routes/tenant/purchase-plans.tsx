import type { Schema } from "@sewa/sdk";
import { Link } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page-header";
import { ChoiceSwitch } from "../onboarding/choice-switch";
import { PlanOffers } from "../onboarding/plan-offers";
import type { Currency, Plan } from "../public/plans";
import { isPresent, isSold, type Order, orderLink } from "./purchase";
import { purchaseLead } from "./purchase-lead";
import { useMay } from "./use-may";

type PurchasePlansProps = {
	order: Order & { unsold: boolean };
	plans: Plan[];
	currencies: Currency[];
	subscription: Schema<"SubscriptionDetail">;
	/** Why the plan that was asked for cannot be had. */
	complaint: string | null;
};

/** What can be bought or changed to; the present plan, or the one on trial, stands out until another one is chosen. */
export function PurchasePlans({ order, plans, currencies, subscription, complaint }: PurchasePlansProps) {
	const { choice } = order;
	const { canChange, status } = subscription;
	const mayCancel = useMay()("subscription.cancel");
	return (
		<>
			<PageHeader
				title={canChange ? m.change_title() : m.purchase_title()}
				description={canChange ? m.change_lead() : purchaseLead(status)}
				action={
					<ChoiceSwitch
						choice={choice}
						currencies={currencies}
						at={(changed) => orderLink({ ...order, step: "plan", choice: changed })}
					/>
				}
			/>
			{order.unsold && <Notice tone="wait">{m.welcome_plan_unsold()}</Notice>}
			{complaint && (
				<Notice tone="wait" title={m.change_not_possible()} live>
					{complaint}
				</Notice>
			)}
			<PlanOffers
				plans={plans}
				choice={choice}
				mark={markOf(order, plans, subscription)}
				trials={false}
				waysOf={(plan) =>
					isSold(plan, choice) && !(canChange && isPresent(subscription, plan.code, choice))
						? [{ label: m.purchase_pick(), to: orderLink({ ...order, step: "confirm", plan: plan.code }) }]
						: []
				}
			/>
			{canChange && mayCancel && (
				<p className="text-ink-muted">
					{m.change_to_free()}{" "}
					<Link to="/app/billing/cancel" className="text-accent-ink underline underline-offset-4">
						{m.change_to_free_link()}
					</Link>
				</p>
			)}
		</>
	);
}

function markOf(order: Order, plans: Plan[], subscription: Schema<"SubscriptionDetail">) {
	const { plan, status, canChange } = subscription;
	if (canChange) {
		const here = isPresent(subscription, plan, order.choice);
		return { code: plan, label: here ? m.change_mark_present() : m.change_mark_other_interval() };
	}
	if (order.plan) return { code: order.plan, label: m.purchase_mark_chosen() };
	if (!plans.some(({ code }) => code === plan)) return null;
	return { code: plan, label: status === "trialing" ? m.purchase_mark_trial() : m.purchase_mark_chosen() };
}
