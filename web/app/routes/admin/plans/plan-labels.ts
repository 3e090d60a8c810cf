import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { customOf, type PlanMeter } from "./plan-meters";
import type { LimitName, Slot } from "./plan-values";

type FieldName =
	| "code"
	| "name"
	| "description.en"
	| "description.id"
	| "highlighted"
	| "trialDays"
	| "trialCredit"
	| `prices.${Slot}`
	| `limits.${LimitName}`;

/** The labels of the form, also for the summary of its errors; features are numbered. */
export function planLabels(
	features: number,
	meters: readonly PlanMeter[],
): Record<FieldName, string> & Record<string, string> {
	const rows = Array.from({ length: features + 10 }, (_, index): [string, string][] => [
		[`features[${index}].en`, `${m.admin_plans_feature({ number: index + 1 })} (${m.admin_english()})`],
		[`features[${index}].id`, `${m.admin_plans_feature({ number: index + 1 })} (${m.admin_indonesian()})`],
	]);
	return {
		code: m.admin_plans_code(),
		name: m.admin_plans_name(),
		"description.en": `${m.admin_plans_description()} (${m.admin_english()})`,
		"description.id": `${m.admin_plans_description()} (${m.admin_indonesian()})`,
		highlighted: m.admin_plans_highlighted(),
		trialDays: m.admin_plans_trial_days(),
		trialCredit: m.admin_plans_trial_credit(),
		"prices.month_IDR": m.admin_plans_price_month({ currency: "IDR" }),
		"prices.year_IDR": m.admin_plans_price_year({ currency: "IDR" }),
		"prices.month_USD": m.admin_plans_price_month({ currency: "USD" }),
		"prices.year_USD": m.admin_plans_price_year({ currency: "USD" }),
		"limits.users": m.pricing_users(),
		"limits.branches": m.pricing_branches(),
		"limits.storageGb": m.admin_plans_storage(),
		"limits.apiCalls": m.pricing_api_calls(),
		"limits.inferences": m.pricing_inferences(),
		...Object.fromEntries(customOf(meters).map(({ code, name }) => [`limits.custom.${code}`, name[getLocale()]])),
		...Object.fromEntries(rows.flat()),
		...meteringLabels(),
	};
}

/** Of as many rows as a plan has rate limits, and as many prices as anybody types. */
function meteringLabels(): Record<string, string> {
	const rates = numbered(5, "rateLimits", m.admin_usage_rates(), ["name", "requests", "windowSeconds"]);
	const prices = numbered(12, "overage", m.admin_plan_limits_overage(), ["meter", "per", "model", "tiers"]);
	const tiers = Array.from({ length: 12 }, (_, row) =>
		numbered(8, `overage[${row}].tiers`, m.admin_plan_limits_price_number({ number: row + 1 }), [
			"upTo",
			"unit",
			"flat",
		]),
	);
	return Object.assign({}, rates, prices, ...tiers);
}

function numbered(count: number, list: string, words: string, fields: string[]): Record<string, string> {
	const rows = Array.from({ length: count }, (_, index) =>
		fields.map((field): [string, string] => [`${list}[${index}].${field}`, `${words} (${index + 1})`]),
	);
	return Object.fromEntries(rows.flat());
}
