import type { Choice, Plan } from "../public/plans";
import { priceOf } from "../public/plans";

export type Step = "name" | "plan" | "confirm";

/** What has been answered so far. It lives in the URL, so that going back loses nothing. */
export type Wish = {
	step: Step;
	name: string;
	/** The plan's code. */
	plan: string | null;
	choice: Choice;
	/** `buy` asks for billing details now; `trial` does not. */
	way: "trial" | "buy";
	/** As it was typed. */
	coupon: string | null;
};

/** The address of the flow with these answers. */
export function linkTo(wish: Wish, changes: Partial<Wish> = {}): string {
	return `/welcome?${new URLSearchParams(wishFields({ ...wish, ...changes }))}`;
}

/** The same as fields of a form. */
export function wishFields({ step, name, plan, choice, way, coupon }: Wish): Record<string, string> {
	return { step, ...(name && { name }), ...(plan && { plan }), ...choice, way, ...(coupon && { coupon }) };
}

export type Way = { way: Wish["way"]; kind: "free" | "trial" | "buy" };

/** How a plan can be started: for nothing, by a trial, or bought at once. Empty where it is not sold this way. */
export function waysInto(plan: Plan, choice: Choice): Way[] {
	const price = priceOf(plan, choice);
	if (!price) return [];
	if (price.amount === 0) return [{ way: "trial", kind: "free" }];
	const trial: Way[] = plan.trialDays > 0 ? [{ way: "trial", kind: "trial" }] : [];
	return [...trial, { way: "buy", kind: "buy" }];
}
