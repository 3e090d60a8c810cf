import type { Schema } from "@sewa/sdk";
import type { Api } from "~/api.server";
import { outcome, required } from "~/api.server";
import { issueWords } from "~/issue-words";
import { problemMessage } from "~/problem-message";
import type { Choice, Currency, Plan } from "../public/plans";
import { readChoice } from "../public/plans";
import { readCoupon } from "./coupon.server";
import { isPresent, isSold, type Order } from "./purchase";

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

type Subscribed = Pick<Schema<"SubscriptionDetail">, "plan" | "interval" | "currency" | "canChange">;

/** The answers of the URL; until then the interval and currency the subscription has. */
export function readOrder(
	request: Request,
	subscription: Subscribed,
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
	const present = subscription.canChange && plan !== undefined && isPresent(subscription, plan.code, choice);
	return {
		step: confirming && sold && !present ? "confirm" : "plan",
		plan: plan?.code ?? null,
		choice,
		coupon: params.get("coupon")?.trim() || null,
		unsold: confirming && !sold,
	};
}

type Quoted = { quote: Schema<"ChangeQuote"> | null; complaint: string | null };

/** What it costs and does; where the API refuses, why this plan cannot be had now. */
export async function readChangeQuote(client: Api, { step, plan, choice, coupon }: Order): Promise<Quoted> {
	if (step !== "confirm" || !plan) return { quote: null, complaint: null };
	const asked = readCoupon(coupon);
	const body = { plan, ...choice, ...(asked.code && { coupon: asked.code }) };
	const quoted = await outcome(client.POST("/api/v1/plan-changes/preview", { body }));
	if (quoted.ok)
		return { quote: { ...quoted.data, refused: [...quoted.data.refused, ...asked.refused] }, complaint: null };
	const { problem } = quoted;
	const issue = problem.issues?.[0];
	return { quote: null, complaint: issue ? issueWords(issue.detail) : problemMessage(problem) };
}
