import { m } from "~/paraglide/messages.js";
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
export function planLabels(features: number): Record<FieldName, string> & Record<string, string> {
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
		...Object.fromEntries(rows.flat()),
	};
}
