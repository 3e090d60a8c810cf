import { data } from "react-router";
import { toMinor } from "~/ui/form/minor-units";

type Currency = "IDR" | "USD";

/** The key that the loader made for this form, so that sending it twice does it once. */
export const keyOf = (form: FormData) => ({ "Idempotency-Key": String(form.get("key") ?? "") });

/** A text field without the blanks around it; undefined where it was left empty. */
export function textOf(form: FormData | URLSearchParams, name: string): string | undefined {
	const value = form.get(name);
	return typeof value === "string" && value.trim() ? value.trim() : undefined;
}

export const currencyOf = (value: unknown): Currency => (value === "USD" ? "USD" : "IDR");

/** An amount as `AmountBox` posts it. What is no amount becomes zero, which the API refuses by its own words. */
export function amountOf(form: FormData, name = "amount"): { amount: number; currency: Currency } {
	const currency = currencyOf(form.get(`${name}Currency`));
	return { amount: toMinor(textOf(form, name) ?? "", currency) ?? 0, currency };
}

/** An intent that no button of the page sends. */
export function unknownIntent(): never {
	throw data(null, 400);
}
