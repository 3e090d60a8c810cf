import type { Schema } from "@sewa/sdk";

type Meter = Schema<"Meter">;
type Entitlement = Extract<Schema<"Entitlements">["items"][number], { meter: string }>;

/** How a meter stands: what it is, what is used of it, and what happens at its limit. */
export type MeterState = {
	code: string;
	name: Meter["name"];
	unit: string;
	source: Meter["source"];
	groupBy: string[];
	used: number;
	limit: number | null;
	/** Of the limit, in whole per cent; null without one. */
	percent: number | null;
	hard: boolean;
	resetsAt: string | null;
	before: number | null;
	trend: number | null;
};

/** All meters in the API's order. Where there is a limit, what counts is what was counted against it. */
export function meterStates(
	summary: Schema<"UsageSummary">,
	meters: readonly Meter[],
	entitlements: { items: readonly (Entitlement | { feature: string })[] },
): MeterState[] {
	const limits = entitlements.items.filter((item): item is Entitlement => "meter" in item);
	return summary.items.flatMap((item): MeterState[] => {
		const meter = meters.find(({ code }) => code === item.meter);
		const quota = limits.find((one) => one.meter === item.meter);
		if (!meter) return [];
		const { source, groupBy } = meter;
		const limit = quota?.limit ?? null;
		const used = quota && limit !== null ? quota.used : item.used;
		return [
			{
				...{ code: item.meter, name: item.name, unit: item.unit, source, groupBy, used, limit },
				percent: percentOf({ used, limit }),
				hard: quota?.hard ?? false,
				resetsAt: quota?.resetsAt ?? (source === "records" ? null : summary.period.end),
				...{ before: item.before, trend: item.trend },
			},
		];
	});
}

/** A limit of nothing is used up from the start. */
export function percentOf({ used, limit }: { used: number; limit: number | null }): number | null {
	if (limit === null) return null;
	return limit === 0 ? 100 : Math.floor((used * 100) / limit);
}

export type Standing = "calm" | "near" | "spent";

/** Told from 80 % on, as the API alerts. */
export function standingOf(percent: number | null): Standing {
	if (percent === null || percent < 80) return "calm";
	return percent >= 100 ? "spent" : "near";
}
