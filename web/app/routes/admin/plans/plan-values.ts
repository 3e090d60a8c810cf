import type { Schema } from "@sewa/sdk";
import { toTyped } from "~/ui/form/minor-units";

export const slots = [
	{ slot: "month_IDR", interval: "month", currency: "IDR" },
	{ slot: "year_IDR", interval: "year", currency: "IDR" },
	{ slot: "month_USD", interval: "month", currency: "USD" },
	{ slot: "year_USD", interval: "year", currency: "USD" },
] as const;
export type Slot = (typeof slots)[number]["slot"];

export const limitNames = ["users", "branches", "storageGb", "apiCalls", "inferences"] as const;
export type LimitName = (typeof limitNames)[number];

/** A plan as people type it: amounts in major units, storage in GB, an empty limit is none. */
export type PlanValues = {
	key: string;
	name: string;
	code: string;
	description: { en: string; id: string };
	highlighted: boolean;
	prices: Record<Slot, string>;
	trialDays: number;
	trialCredit: string;
	limits: Record<LimitName, string> & { custom: Record<string, string> };
	rateLimits: RateValues[];
	overage: OverageValues[];
	features: { en: string; id: string }[];
};

export type RateValues = { name: string; requests: string; windowSeconds: string };
export type TierValues = { upTo: string; unit: string; flat: string };
export type OverageValues = { meter: string; currency: string; model: string; per: string; tiers: TierValues[] };

export const GB = 1024 ** 3;

/** In the order of the inputs: whether a form has unsaved changes is decided by comparing both as text. */
export function toValues(
	plan: Schema<"SystemPlan">,
	customMeters: readonly { code: string }[],
): Omit<PlanValues, "key" | "code"> {
	const { limits } = plan;
	const price = ({ interval, currency }: (typeof slots)[number]) =>
		plan.prices.find((one) => one.interval === interval && one.price.currency === currency)?.price;
	const typed = (limit: number | null) => (limit === null ? "" : String(limit));
	return {
		name: plan.name,
		description: plan.description,
		highlighted: plan.highlighted,
		prices: Object.fromEntries(
			slots.map((slot) => {
				const found = price(slot);
				return [slot.slot, found ? toTyped(found) : ""];
			}),
		) as PlanValues["prices"],
		trialDays: plan.trialDays,
		trialCredit: plan.trialCredit ? toTyped(plan.trialCredit) : "",
		limits: {
			users: typed(limits.users),
			branches: typed(limits.branches),
			storageGb: typed(limits.storageBytes === null ? null : Math.round((limits.storageBytes / GB) * 100) / 100),
			apiCalls: typed(limits.apiCalls),
			inferences: typed(limits.inferences),
			custom: Object.fromEntries(customMeters.map(({ code }) => [code, typed(limits.custom?.[code] ?? null)])),
		},
		rateLimits: (plan.rateLimits ?? []).map(({ name, requests, windowSeconds }) => {
			return { name, requests: String(requests), windowSeconds: String(windowSeconds) };
		}),
		overage: (plan.overage ?? []).map(overageValues),
		features: plan.features,
	};
}

function overageValues({ meter, currency, model, per, tiers }: Schema<"OveragePrice">): OverageValues {
	const typed = (amount: number) => toTyped({ amount, currency });
	return {
		...{ meter, currency, model, per: String(per) },
		tiers: tiers.map(({ upTo, unit, flat }) => ({
			...{ upTo: upTo === null ? "" : String(upTo), unit: typed(unit), flat: flat === 0 ? "" : typed(flat) },
		})),
	};
}
