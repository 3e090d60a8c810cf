import * as z from "zod";
import { PlanInput } from "#worker/modules/catalog/schemas";
import { m } from "~/paraglide/messages.js";
import type { Problem } from "~/problem";
import { toMinor } from "~/ui/form/minor-units";
import { typedOverage, typedRates } from "./metering-schema.server";
import { GB, slots } from "./plan-values";

const { code, name, description, trialDays } = PlanInput.shape;

function amount(currency: "IDR" | "USD") {
	return z
		.string()
		.optional()
		.transform((typed, ctx) => {
			if (!typed) return null;
			const minor = toMinor(typed, currency);
			if (minor !== null) return { amount: minor, currency };
			ctx.addIssue({ code: "custom", message: m.admin_plans_not_an_amount() });
			return z.NEVER;
		});
}

function prices() {
	return z
		.object({ month_IDR: amount("IDR"), year_IDR: amount("IDR"), month_USD: amount("USD"), year_USD: amount("USD") })
		.transform((typed, ctx) => {
			const found = slots.flatMap(({ slot, interval }) => {
				const price = typed[slot];
				return price ? [{ interval, price }] : [];
			});
			if (found.length === 0)
				ctx.addIssue({ code: "custom", path: ["month_IDR"], message: m.admin_plans_price_missing() });
			return found;
		});
}

/** Limits by the codes of meters: left empty, the plan says nothing of that one. Records come as they were typed. */
function customLimits() {
	return z
		.record(z.string(), z.unknown())
		.default({})
		.transform((typed, ctx) => {
			const filled = Object.entries(typed).flatMap(([code, value]): [string, number][] =>
				value === undefined || value === "" ? [] : [[code, Number(value)]],
			);
			for (const [code, limit] of filled)
				if (!Number.isInteger(limit) || limit < 0)
					ctx.addIssue({ code: "custom", path: [code], message: m.form_number() });
			return Object.fromEntries(filled);
		});
}

function limits() {
	const count = z.int().min(0).optional();
	return z
		.object({
			users: count,
			branches: count,
			storageGb: z.number().min(0).optional(),
			apiCalls: count,
			inferences: count,
			custom: customLimits(),
		})
		.transform(({ users, branches, storageGb, apiCalls, inferences, custom }) => ({
			users: users ?? null,
			branches: branches ?? null,
			storageBytes: storageGb === undefined ? null : Math.round(storageGb * GB),
			apiCalls: apiCalls ?? null,
			inferences: inferences ?? null,
			custom,
		}));
}

const languages = ["en", "id"] as const;

/** Rows left empty are not there; a row with one language only lacks the other. */
function features() {
	const text = z.string().trim().max(200).default("");
	return z
		.array(z.object({ en: text, id: text }))
		.default([])
		.transform((rows, ctx) => {
			for (const [index, row] of rows.entries())
				for (const language of languages.filter((one) => isFilled(row) && !row[one]))
					ctx.addIssue({ code: "custom", path: [index, language], message: m.admin_plans_both_languages() });
			return rows.filter(isFilled);
		});
}

function isFilled(row: { en: string; id: string }): boolean {
	return row.en !== "" || row.id !== "";
}

/** What people type, read into what the API takes. */
export function planPatchSchema() {
	return z.object({
		name,
		description,
		highlighted: z.boolean().default(false),
		trialDays,
		trialCredit: amount("IDR"),
		prices: prices(),
		limits: limits(),
		rateLimits: typedRates(),
		overage: typedOverage(),
		features: features(),
	});
}

export function planInputSchema() {
	return planPatchSchema().extend({ code });
}

type Sent = { prices: { interval: string; price: { currency: string } }[] };

/** The API's pointers in terms of the form: rows that were left empty do not count there. */
export function placeIssues(problem: Problem, sent: Sent, typed: Record<string, unknown>): Problem {
	const indexIn = (list: string, index: string) => filledIn(typed[list])[Number(index)] ?? index;
	const place = (pointer: string) =>
		pointer
			.replace(/^\/prices\/(\d+)(?:\/.*)?$/, (_, index) => {
				const price = sent.prices[Number(index)];
				return price ? `/prices/${price.interval}_${price.price.currency}` : "/prices/month_IDR";
			})
			.replace(/^\/prices$/, "/prices/month_IDR")
			.replace(/^\/(features|rateLimits|overage)\/(\d+)/, (_, list, index) => `/${list}/${indexIn(list, index)}`)
			.replace(/^\/limits\/storageBytes$/, "/limits/storageGb")
			.replace(/^\/trialCredit\/.*$/, "/trialCredit");
	const issues = problem.issues?.map(({ pointer, detail }) => ({
		pointer: place(pointer),
		detail: /^\/overage\/\d+\/meter$/.test(pointer) ? m.admin_plan_limits_no_limit() : detail,
	}));
	return { ...problem, issues };
}

/** The places of the rows that are sent. A price is one with a meter, of the others anything makes one. */
function filledIn(rows: unknown): number[] {
	if (!Array.isArray(rows)) return [];
	return rows.flatMap((row, index) => {
		const filled = row && "meter" in row ? row.meter : Object.values(row ?? {}).some(Boolean);
		return filled ? [index] : [];
	});
}
