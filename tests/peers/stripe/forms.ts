import * as z from "zod";
import { invalid } from "./faults.ts";

/** By hand, because workerd warns about `text()` of what is not declared as text. */
export const textOf = async (body: { arrayBuffer: () => Promise<ArrayBuffer> }): Promise<string> =>
	new TextDecoder().decode(await body.arrayBuffer());

type Branch = { [key: string]: Branch | string };

/** `a[b][0]=c` as Stripe reads it: brackets nest, and what is numbered from 0 (or `[]`) is a list. */
export function parseForm(text: string): Record<string, unknown> {
	const root: Branch = {};
	for (const [name, value] of new URLSearchParams(text)) place(root, pathOf(name), value);
	return listed(root) as Record<string, unknown>;
}

const pathOf = (name: string): string[] => {
	const [head = "", ...rest] = name.split("[");
	return [head, ...rest.map((part) => part.replace(/\]$/, ""))];
};

function place(root: Branch, path: string[], value: string): void {
	let at = root;
	for (const [depth, part] of path.entries()) {
		const key = part === "" ? String(Object.keys(at).length) : part;
		if (depth === path.length - 1) at[key] = value;
		else {
			const next = at[key];
			const branch: Branch = typeof next === "object" ? next : {};
			at[key] = branch;
			at = branch;
		}
	}
}

function listed(branch: Branch | string): unknown {
	if (typeof branch === "string") return branch;
	const entries = Object.entries(branch).map(([key, value]) => [key, listed(value)] as const);
	const numbered = entries.length > 0 && entries.every(([key], index) => key === String(index));
	return numbered ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

/** Reads a form by its schema; the first thing wrong is Stripe's invalid request about that parameter. */
export function readForm<S extends z.ZodType>(schema: S, form: Record<string, unknown>): z.infer<S> {
	const result = schema.safeParse(form);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	if (!issue) throw invalid("Invalid request");
	if (issue.code === "unrecognized_keys") {
		const param = nameOf([...issue.path, issue.keys[0] ?? ""]);
		throw invalid(`Received unknown parameter: ${param}`, { code: "parameter_unknown", param });
	}
	const param = nameOf(issue.path);
	if (valueAt(form, issue.path) === undefined) {
		throw invalid(`Missing required param: ${param}.`, { code: "parameter_missing", param });
	}
	throw invalid(`Invalid ${param}: ${issue.message}`, { code: "parameter_invalid", param });
}

const nameOf = ([head, ...rest]: PropertyKey[]): string =>
	`${String(head)}${rest.map((part) => `[${String(part)}]`).join("")}`;

const valueAt = (form: unknown, path: PropertyKey[]): unknown =>
	path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], form);

const CURRENCIES = ["idr", "usd", "sgd", "eur", "myr", "aud"];
/** What Stripe takes at most is eight digits, twelve of rupiah (docs.stripe.com/currencies). */
const MOST: Record<string, number> = { idr: 999_999_999_999 };
const LEAST: Record<string, number> = { usd: 50, sgd: 50, eur: 50, aud: 50, myr: 200 };

export const Whole = z
	.string()
	.regex(/^-?\d{1,15}$/, "Invalid integer")
	.transform(Number);
export const Amount = Whole.refine((amount) => amount >= 0, "must be greater than or equal to 0");
export const PositiveAmount = Whole.refine((amount) => amount >= 1, "must be greater than or equal to 1");
export const CurrencyCode = z.string().refine((code) => CURRENCIES.includes(code), "Invalid currency");
export const Metadata = z
	.record(z.string().max(40), z.string().max(500))
	.refine((all) => Object.keys(all).length <= 50);
export const Flag = z.enum(["true", "false"]).transform((flag) => flag === "true");
export const Expand = z.array(z.string()).optional();
export const Email = z.string().regex(/^\S+@\S+\.\S+$/, "Invalid email address");
export const Address = z.string().regex(/^https?:\/\/\S+$/, "Not a valid URL");

export function checkTotal(amount: number, currency: string): void {
	const most = MOST[currency] ?? 99_999_999;
	if (amount > most) throw invalid("Amount must be no more than the maximum", { code: "amount_too_large" });
	if (amount < (LEAST[currency] ?? 1)) throw invalid("Amount is below the minimum", { code: "amount_too_small" });
}
