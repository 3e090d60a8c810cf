import type { Money } from "~/format";

export type Interval = "month" | "year";
export type Currency = "IDR" | "USD";
type Text = { en: string; id: string };
type LimitName = "users" | "branches" | "storageBytes" | "apiCalls" | "inferences";

/** A plan as GET /api/v1/catalog/plans shows it; a limit of null is without limit. */
export type Plan = {
	id: string;
	code: string;
	name: string;
	description: Text;
	trialDays: number;
	trialCredit: Money | null;
	prices: { interval: Interval; price: Money }[];
	limits: Record<LimitName, number | null>;
	features: Text[];
	highlighted: boolean;
};

export type Choice = { interval: Interval; currency: Currency };

export function readChoice(params: URLSearchParams): Choice {
	return {
		interval: params.get("interval") === "year" ? "year" : "month",
		currency: params.get("currency") === "USD" ? "USD" : "IDR",
	};
}

export function priceOf(plan: Plan, { interval, currency }: Choice): Money | null {
	return plan.prices.find((one) => one.interval === interval && one.price.currency === currency)?.price ?? null;
}

/** What a year costs less than twelve months; null where that is nothing. */
export function yearlySaving(plan: Plan, currency: Currency): Money | null {
	const month = priceOf(plan, { interval: "month", currency });
	const year = priceOf(plan, { interval: "year", currency });
	if (!month || !year || month.amount * 12 <= year.amount) return null;
	return { amount: month.amount * 12 - year.amount, currency };
}
