import type { Schema } from "@sewa/sdk";
import type { CountryOption } from "~/countries.server";
import { m } from "~/paraglide/messages.js";
import { ActionForm } from "~/ui/form/action-form";
import { useActionForm } from "~/ui/form/use-action-form";
import { PageHeader } from "~/ui/page-header";
import { ChoiceSwitch } from "../onboarding/choice-switch";
import { keepDraft } from "../onboarding/keep-draft";
import type { Plan } from "../public/plans";
import { BillingFields, type BillingValues, billingLabels } from "./billing-fields";
import { ChangeCost } from "./change-cost";
import { ChangeEffect } from "./change-effect";
import { type Order, orderLink } from "./purchase";
import { PurchaseButtons } from "./purchase-buttons";
import { StoredDetails } from "./stored-details";
import { BeyondPlan } from "./usage/beyond-plan";
import type { Beyond } from "./usage/beyond-plan.server";

export type Cost = { name: string; plan: Plan; quote: Schema<"ChangeQuote"> };
type PurchaseConfirmProps = {
	order: Order;
	cost: Cost;
	subscription: Schema<"SubscriptionDetail">;
	/** What was used in this period and is too much for the plan. */
	beyond: Beyond[];
	/** Whether the wallet can pay for it; null where that is not known or nothing is to be paid. */
	covered: boolean | null;
	/** Null when they are still to be filled in. */
	details: Schema<"BillingDetails"> | null;
	draft: Partial<BillingValues>;
	countries: CountryOption[];
	formKey: string;
};

type Values = { plan: string; interval: string; currency: string; coupon: string; billing: BillingValues };

/** What it costs, what it does when, and where the invoice goes; confirming orders it. */
export function PurchaseConfirm(props: PurchaseConfirmProps) {
	const { order, cost, subscription, beyond, covered, details, draft, countries, formKey } = props;
	const { quote } = cost;
	const [form, fields] = useActionForm<Values>({ defaultValue: { billing: draft } });
	const posted = { plan: order.plan ?? "", ...order.choice, ...counted(order, quote), key: formKey };
	return (
		<div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-8">
			<div className="grid gap-5">
				<PageHeader
					{...headOf(details !== null, quote)}
					action={
						<ChoiceSwitch
							choice={order.choice}
							currencies={[order.choice.currency]}
							at={(choice) => orderLink({ ...order, choice })}
						/>
					}
				/>
				<BeyondPlan plan={cost.plan.name} beyond={beyond} />
				<ChangeEffect quote={quote} plan={cost.plan} choice={order.choice} subscription={subscription} />
				<ChangeCost order={order} cost={cost} subscription={subscription} className="lg:hidden" />
				<ActionForm form={form} action={orderLink(order)} labels={labelsOf()} onBlur={details ? undefined : keepDraft}>
					{Object.entries(posted).map(([name, value]) => (
						<input key={name} type="hidden" name={name} value={value} readOnly />
					))}
					{details ? (
						<StoredDetails details={details} countries={countries} />
					) : (
						<BillingFields fields={fields.billing.getFieldset()} countries={countries} />
					)}
					<PurchaseButtons quote={quote} covered={covered} />
				</ActionForm>
			</div>
			<ChangeCost order={order} cost={cost} subscription={subscription} className="max-lg:hidden lg:sticky lg:top-18" />
		</div>
	);
}

/** A coupon is only ordered with when it counts. */
function counted({ coupon }: Order, { coupons }: Cost["quote"]): { coupon?: string } {
	const code = coupon?.toUpperCase();
	return code && coupons.some((one) => one.code === code) ? { coupon: code } : {};
}

function headOf(stored: boolean, { kind, outcome }: Cost["quote"]) {
	if (kind !== "first_purchase") return { title: m.change_confirm_title(), description: m.change_confirm_text() };
	if (!stored) return { title: m.welcome_billing_title(), description: m.welcome_billing_text() };
	const description = outcome === "invoice" ? m.purchase_confirm_text() : m.change_confirm_text();
	return { title: m.purchase_confirm_title(), description };
}

function labelsOf(): Record<string, string> {
	const billing = Object.entries(billingLabels()).map(([name, label]) => [`billing.${name}`, label]);
	return {
		plan: m.welcome_step_plan(),
		currency: m.pricing_currency(),
		coupon: m.coupon_label(),
		billing: m.billing_details(),
		...Object.fromEntries(billing),
	};
}
