import type { Schema } from "@sewa/sdk";
import type { CountryOption } from "~/countries.server";
import { m } from "~/paraglide/messages.js";
import { ActionForm } from "~/ui/form/action-form";
import { useActionForm } from "~/ui/form/use-action-form";
import type { Plan } from "../public/plans";
import { BillingFields, type BillingValues, billingLabels } from "../tenant/billing-fields";
import { CouponForm } from "../tenant/coupon-form";
import { CostSummary } from "./cost-summary";
import { keepDraft } from "./keep-draft";
import { OrderButtons } from "./order-buttons";
import { StepHead } from "./step-head";
import type { Wish } from "./wish";
import { linkTo, wishFields } from "./wish";
import { WishFields } from "./wish-fields";

type BillingStepProps = {
	wish: Wish;
	plan: Plan;
	quote: Schema<"ChangeQuote">;
	billing: Partial<BillingValues>;
	countries: CountryOption[];
	formKey: string;
};

export function BillingStep({ wish, plan, quote, billing, countries, formKey }: BillingStepProps) {
	const [form, fields] = useActionForm<{ name: string; plan: string; billing: BillingValues }>({
		defaultValue: { billing },
	});
	const per = wish.choice.interval === "year" ? m.pricing_per_year() : m.pricing_per_month();
	const cost = { name: wish.name, plan, quote, note: m.welcome_cost_note({ per }) };
	const code = wish.coupon?.toUpperCase();
	const counted = quote.coupons.find((one) => one.code === code)?.code;
	const coupon = (
		<div className="border-t border-line pt-4">
			<CouponForm
				action="/welcome"
				fields={wishFields({ ...wish, coupon: null })}
				coupon={wish.coupon}
				quote={quote}
				removeTo={linkTo(wish, { coupon: null })}
			/>
		</div>
	);
	const labels = Object.entries(billingLabels()).map(([name, label]) => [`billing.${name}`, label]);
	return (
		<div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_21rem] lg:gap-10">
			<div className="grid gap-6 lg:order-none">
				<StepHead title={m.welcome_billing_title()}>{m.welcome_billing_text()}</StepHead>
				<CostSummary {...cost} className="lg:hidden">
					{coupon}
				</CostSummary>
				<ActionForm
					form={form}
					action={linkTo(wish)}
					labels={{
						name: m.welcome_name(),
						plan: m.welcome_step_plan(),
						coupon: m.coupon_label(),
						...Object.fromEntries(labels),
					}}
					onBlur={keepDraft}
				>
					<WishFields wish={wish} formKey={formKey} coupon={counted} />
					<BillingFields fields={fields.billing.getFieldset()} countries={countries} />
					<OrderButtons />
				</ActionForm>
			</div>
			<CostSummary {...cost} className="max-lg:hidden lg:sticky lg:top-6">
				{coupon}
			</CostSummary>
		</div>
	);
}
