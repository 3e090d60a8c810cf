import type { Schema } from "@sewa/sdk";
import { Check } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { DescriptionList, type Fact } from "~/ui/description-list";
import { Money } from "~/ui/money";
import { DateTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import type { Plan } from "../public/plans";
import { ManageSubscription } from "./manage-subscription";

type CurrentPlanProps = {
	subscription: Schema<"SubscriptionDetail">;
	/** From the public catalogue; null when it is no longer on sale. */
	plan: Plan | null;
	next: { total: Schema<"Money">; at: string | null } | null;
	money: boolean;
};

export function CurrentPlan({ subscription, plan, next, money }: CurrentPlanProps) {
	const locale = getLocale();
	return (
		<Card>
			<CardHeader
				title={
					<span className="flex flex-wrap items-center gap-2.5">
						{subscription.planName}
						<StatusBadge of="subscription" status={subscription.status} />
					</span>
				}
				description={plan?.description[locale]}
			/>
			<CardBody className="grid gap-4">
				<DescriptionList facts={factsOf({ subscription, next, money })} />
				{plan && plan.features.length > 0 && (
					<div className="grid gap-2">
						<h3 className="font-medium">{m.billing_includes()}</h3>
						<ul className="grid gap-1.5 sm:grid-cols-2">
							{plan.features.map((feature) => (
								<li key={feature.en} className="flex gap-2">
									<Check aria-hidden className="mt-0.5 size-4 shrink-0 text-accent-ink" />
									{feature[locale]}
								</li>
							))}
						</ul>
					</div>
				)}
			</CardBody>
			<ManageSubscription subscription={subscription} />
		</Card>
	);
}

function factsOf({ subscription, next, money }: Omit<CurrentPlanProps, "plan">): Fact[] {
	const { price, interval, currency, trialEndsAt, periodStart, periodEnd, promoCredit, status } = subscription;
	const per = interval === "year" ? m.pricing_per_year() : m.pricing_per_month();
	const trial = status === "trialing" && trialEndsAt;
	return [
		...(price
			? [
					{
						label: m.billing_price(),
						value:
							price.amount === 0 ? (
								m.pricing_free()
							) : (
								<>
									<Money value={price} /> {per}
								</>
							),
					},
				]
			: []),
		...(trial ? [{ label: m.welcome_trial_until(), value: <DateTime at={trialEndsAt} /> }] : []),
		...(periodStart && periodEnd
			? [
					{
						label: m.billing_period(),
						value: (
							<>
								<DateTime at={periodStart} /> – <DateTime at={periodEnd} />
							</>
						),
					},
				]
			: []),
		...(money ? [{ label: m.home_credit(), value: <Money value={promoCredit ?? { amount: 0, currency }} /> }] : []),
		...(next
			? [
					{
						label: m.billing_next(),
						value: (
							<>
								<Money value={next.total} /> · <DateTime at={next.at} />
							</>
						),
					},
				]
			: []),
	];
}
