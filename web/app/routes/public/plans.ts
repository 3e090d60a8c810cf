import type { Schema } from "@sewa/sdk";

export type Interval = "month" | "year";
export type Currency = "IDR" | "USD";
export type Plan = Schema<"Plan">;
type Money = Schema<"Money">;

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
