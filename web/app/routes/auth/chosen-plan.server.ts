import type { Schema } from "@sewa/sdk";
import type { RouterContextProvider } from "react-router";
import { outcome } from "~/api.server";
import { api } from "~/context";
import type { Choice } from "../public/plans";
import { priceOf, readChoice } from "../public/plans";

export type ChosenPlan = { code: string; name: string; choice: Choice; price: Schema<"Money"> | null };

/** The plan a link to sign-up names (`?plan=growth&interval=year`), if it is on sale. */
export async function readChosenPlan(
	request: Request,
	context: Readonly<RouterContextProvider>,
): Promise<ChosenPlan | null> {
	const params = new URL(request.url).searchParams;
	const code = params.get("plan");
	if (!code) return null;
	const plans = await outcome(context.get(api).GET("/api/v1/catalog/plans"));
	const plan = plans.ok ? plans.data.items.find((one) => one.code === code) : undefined;
	if (!plan) return null;
	const choice = readChoice(params);
	return { code, name: plan.name, choice, price: priceOf(plan, choice) };
}

/** `growth.month.IDR`, the value of the cookie `sewa_plan` that onboarding starts from. */
export function planCookieValue({ code, choice }: ChosenPlan): string {
	return `${code}.${choice.interval}.${choice.currency}`;
}
