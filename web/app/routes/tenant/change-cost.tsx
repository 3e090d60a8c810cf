import type { Schema } from "@sewa/sdk";
import { formatDate, formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { useClock } from "~/ui/clock";
import { Money } from "~/ui/money";
import { CostSummary } from "../onboarding/cost-summary";
import { CouponForm } from "./coupon-form";
import { type Order, orderFields, orderLink } from "./purchase";
import type { Cost } from "./purchase-confirm";
import { purchaseLead } from "./purchase-lead";

type ChangeCostProps = {
	order: Order;
	cost: Cost;
	subscription: Schema<"SubscriptionDetail">;
	className?: string;
};

/** The invoice as it would be, with a coupon to put in; what goes to a later invoice is below. */
export function ChangeCost({ order, cost, subscription, className }: ChangeCostProps) {
	const { quote } = cost;
	return (
		<CostSummary {...cost} note={useNote(order, quote, subscription.status)} className={className}>
			{quote.carried.length > 0 && <Carried quote={quote} />}
			<div className="border-t border-line pt-4">
				<CouponForm
					action="/app/billing/plans"
					fields={orderFields({ ...order, coupon: null })}
					coupon={order.coupon}
					quote={quote}
					removeTo={orderLink({ ...order, coupon: null })}
				/>
			</div>
		</CostSummary>
	);
}

function useNote({ choice }: Order, quote: Cost["quote"], status: string): string {
	const { timeZone } = useClock();
	const locale = getLocale();
	if (quote.outcome === "schedule" && quote.effectiveAt)
		return m.change_note_later({ date: formatDate(quote.effectiveAt, locale, timeZone) });
	if (quote.outcome !== "invoice") return m.change_note_nothing();
	const per = choice.interval === "year" ? m.pricing_per_year() : m.pricing_per_month();
	const charged = m.purchase_charged({ per });
	if (quote.kind === "first_purchase") return `${charged} ${purchaseLead(status)}`;
	return quote.timing === "same_period" ? m.change_note_difference() : charged;
}

function Carried({ quote: { carried, credit } }: { quote: Cost["quote"] }) {
	const locale = getLocale();
	const { currency } = credit;
	return (
		<div className="grid gap-2 border-t border-line pt-4">
			<p className="font-medium">{m.change_next_invoice()}</p>
			<ul className="grid gap-2">
				{carried.map(({ description, amount }) => (
					<li key={description.en} className="flex items-baseline justify-between gap-4">
						<span className="text-pretty">{description[locale]}</span>
						<Money value={{ amount, currency }} />
					</li>
				))}
			</ul>
			{credit.amount > 0 && (
				<p className="text-note text-ink-muted">{m.change_credit({ amount: formatMoney(credit, locale) })}</p>
			)}
		</div>
	);
}
