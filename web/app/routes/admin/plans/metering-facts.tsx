import type { Schema } from "@sewa/sdk";
import { formatMoney, formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { DescriptionList } from "~/ui/description-list";
import { type MeterName, meterName } from "../usage/meter-words";
import { policyName } from "../usage/policy-words";

type Plan = Schema<"SystemPlan">;

/** Limits of what the installation counts itself, of the rate, and what use beyond them costs. */
export function MeteringFacts({ plan, meters }: { plan: Plan; meters: readonly MeterName[] }) {
	const count = (value: number) => formatNumber(value, getLocale());
	const custom = Object.entries(plan.limits.custom ?? {}).map(([code, limit]) => {
		return { label: meterName(meters, code), value: limit === null ? m.admin_plans_unlimited() : count(limit) };
	});
	const rates = (plan.rateLimits ?? []).map(({ name, requests, windowSeconds }) => ({
		label: policyName(name),
		value: m.admin_usage_rate({ requests: count(requests), seconds: count(windowSeconds) }),
	}));
	const prices = (plan.overage ?? []).map((price) => ({
		label: meterName(meters, price.meter),
		value: priceWords(price),
	}));
	const facts = [...custom, ...rates, ...prices];
	if (facts.length === 0) return null;
	return (
		<Card>
			<CardHeader title={m.admin_plan_limits_facts()} />
			<CardBody className="py-1.5!">
				<DescriptionList facts={facts} />
			</CardBody>
		</Card>
	);
}

function priceWords({ currency, per, tiers }: Schema<"OveragePrice">): string {
	const money = (amount: number) => formatMoney({ amount, currency }, getLocale());
	const units = formatNumber(per, getLocale());
	return tiers.map(({ unit }) => m.admin_plan_limits_for({ price: money(unit), units })).join("; ");
}
