import type { Schema } from "@sewa/sdk";
import { formatBytes, formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { DescriptionList } from "~/ui/description-list";
import { Money } from "~/ui/money";
import type { MeterName } from "../usage/meter-words";
import { MeteringFacts } from "./metering-facts";

type Plan = Schema<"SystemPlan">;

/** The same as the form, for who may only look. */
export function PlanFacts({ plan, meters }: { plan: Plan; meters: readonly MeterName[] }) {
	const locale = getLocale();
	const prices = plan.prices.map(({ interval, price }) => ({
		label: interval === "month" ? m.admin_monthly() : m.admin_yearly(),
		value: <Money value={price} />,
	}));
	return (
		<div className="grid items-start gap-5 lg:grid-cols-2">
			<Card>
				<CardHeader title={m.admin_plans_what()} description={plan.description[locale]} />
				<CardBody>
					<ul className="grid list-disc gap-1 pl-4">
						{plan.features.map((feature) => (
							<li key={feature.en}>{feature[locale]}</li>
						))}
					</ul>
				</CardBody>
			</Card>
			<Card>
				<CardHeader title={m.admin_plans_prices()} />
				<CardBody className="py-1.5!">
					<DescriptionList facts={[...prices, ...limitFacts(plan.limits)]} />
				</CardBody>
			</Card>
			<MeteringFacts plan={plan} meters={meters} />
		</div>
	);
}

function limitFacts(limits: Plan["limits"]) {
	const locale = getLocale();
	const count = (limit: number | null) => (limit === null ? m.admin_plans_unlimited() : formatNumber(limit, locale));
	const { storageBytes } = limits;
	return [
		{ label: m.pricing_users(), value: count(limits.users) },
		{ label: m.pricing_branches(), value: count(limits.branches) },
		{
			label: m.pricing_storage(),
			value: storageBytes === null ? m.admin_plans_unlimited() : formatBytes(storageBytes, locale),
		},
		{ label: m.pricing_api_calls(), value: count(limits.apiCalls) },
		{ label: m.pricing_inferences(), value: count(limits.inferences) },
	];
}
