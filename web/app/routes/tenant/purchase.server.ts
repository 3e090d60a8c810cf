import type { Schema } from "@sewa/sdk";
import type { Api } from "~/api.server";
import { required } from "~/api.server";
import type { Choice, Currency, Plan } from "../public/plans";
import { readChoice } from "../public/plans";
import { isSold, type Order } from "./purchase";

/** Plans that cost something, in whatever interval and currency. */
export function paidPlans(plans: Plan[]): Plan[] {
	return plans.filter((plan) => plan.prices.some(({ price }) => price.amount > 0));
}

/** Currencies the organisation can pay in: those of the payment methods of its country; rupiah while there are none. */
export async function readPayableCurrencies(client: Api): Promise<Currency[]> {
	const { country } = await required(client.GET("/api/v1/tenant"));
	const methods = await required(client.GET("/api/v1/payment-methods", { params: { query: { country } } }));
	const payable = (["IDR", "USD"] as const).filter((currency) =>
		methods.items.some((method) => method.currency === currency),
	);
	return payable.length > 0 ? payable : ["IDR"];
}

/** The answers of the URL; until then the interval and currency the subscription has. */
export function readOrder(
	request: Request,
	subscription: Pick<Schema<"SubscriptionDetail">, "interval" | "currency">,
	currencies: Currency[],
	plans: Plan[],
): Order & { unsold: boolean } {
	const { interval, currency } = subscription;
	const params = new URLSearchParams({ interval, currency });
	for (const [name, value] of new URL(request.url).searchParams) params.set(name, value);
	const asked = readChoice(params);
	const choice: Choice = {
		...asked,
		currency: currencies.includes(asked.currency) ? asked.currency : (currencies[0] ?? "IDR"),
	};
	const plan = plans.find(({ code }) => code === params.get("plan"));
	const confirming = params.get("step") === "confirm";
	const sold = plan !== undefined && isSold(plan, choice);
	return {
		step: confirming && sold ? "confirm" : "plan",
		plan: plan?.code ?? null,
		choice,
		unsold: confirming && !sold,
	};
}
