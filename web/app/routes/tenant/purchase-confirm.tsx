import type { Schema } from "@sewa/sdk";
import type { CountryOption } from "~/countries.server";
import { m } from "~/paraglide/messages.js";
import { ActionForm } from "~/ui/form/action-form";
import { useActionForm } from "~/ui/form/use-action-form";
import { PageHeader } from "~/ui/page-header";
import { CostSummary } from "../onboarding/cost-summary";
import { keepDraft } from "../onboarding/keep-draft";
import { OrderButtons } from "../onboarding/order-buttons";
import type { Plan } from "../public/plans";
import { BillingFields, type BillingValues, billingLabels } from "./billing-fields";
import { type Order, orderLink } from "./purchase";
import { purchaseLead } from "./purchase-lead";
import { StoredDetails } from "./stored-details";

type PurchaseConfirmProps = {
	order: Order;
	cost: { name: string; plan: Plan; quote: Schema<"Quote"> };
	status: string;
	/** Null when they are still to be filled in. */
	details: Schema<"BillingDetails"> | null;
	draft: Partial<BillingValues>;
	countries: CountryOption[];
	formKey: string;
};

/** What it costs and where the invoice goes; confirming makes the invoice. */
export function PurchaseConfirm({ order, cost, status, details, draft, countries, formKey }: PurchaseConfirmProps) {
	const [form, fields] = useActionForm<{ plan: string; interval: string; currency: string; billing: BillingValues }>({
		defaultValue: { billing: draft },
	});
	const labels = Object.entries(billingLabels()).map(([name, label]) => [`billing.${name}`, label]);
	const per = order.choice.interval === "year" ? m.pricing_per_year() : m.pricing_per_month();
	const note = `${m.purchase_charged({ per })} ${purchaseLead(status)}`;
	const posted = { plan: order.plan ?? "", ...order.choice, key: formKey };
	return (
		<div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_21rem] lg:gap-8">
			<div className="grid gap-5">
				<PageHeader
					title={details ? m.purchase_confirm_title() : m.welcome_billing_title()}
					description={details ? m.purchase_confirm_text() : m.welcome_billing_text()}
				/>
				<CostSummary {...cost} note={note} className="lg:hidden" />
				<ActionForm
					form={form}
					action={orderLink(order)}
					labels={{
						plan: m.welcome_step_plan(),
						currency: m.pricing_currency(),
						billing: m.billing_details(),
						...Object.fromEntries(labels),
					}}
					onBlur={details ? undefined : keepDraft}
				>
					{Object.entries(posted).map(([name, value]) => (
						<input key={name} type="hidden" name={name} value={value} readOnly />
					))}
					{details ? (
						<StoredDetails details={details} countries={countries} />
					) : (
						<BillingFields fields={fields.billing.getFieldset()} countries={countries} />
					)}
					<OrderButtons />
				</ActionForm>
			</div>
			<CostSummary {...cost} note={note} className="max-lg:hidden lg:sticky lg:top-18" />
		</div>
	);
}
