import { iso } from "#worker/kernel/time";
import type { PlanView, SystemPlanView } from "./schemas";
import type { planPrices, plans } from "./tables";

type PlanRow = typeof plans.$inferSelect;
type PriceRow = typeof planPrices.$inferSelect;

export function planView(plan: PlanRow, prices: PriceRow[]): PlanView {
	const { id, code, name, description, highlighted, trialDays, trialCredit, limits, features } = plan;
	const own = prices.filter((price) => price.planId === id);
	return {
		id,
		code,
		name,
		description,
		highlighted,
		trialDays,
		trialCredit,
		limits,
		features,
		changePolicy: plan.changePolicy,
		rateLimits: plan.rateLimits,
		overage: plan.overage,
		prices: own.map(({ interval, amount, currency }) => ({ interval, price: { amount, currency } })),
	};
}

export function systemPlanView(plan: PlanRow, prices: PriceRow[], subscribers: number): SystemPlanView {
	const { state, position } = plan;
	const times = { createdAt: iso(plan.createdAt), updatedAt: iso(plan.updatedAt) };
	return { ...planView(plan, prices), state, position, subscribers, ...times };
}
