import type { Schema } from "@sewa/sdk";

type Meter = Schema<"Meter">;
type Entitlement = Extract<Schema<"Entitlements">["items"][number], { meter: string }>;

/** How a meter stands against its limit, and what happens there. */
export type LimitState = {
	code: string;
	name: Meter["name"];
	unit: string;
	source: Meter["source"];
	/** Counted against the limit; 0 where there is none. */
	used: number;
	limit: number | null;
	/** Of the limit, in whole per cent; null without one. */
	percent: number | null;
	hard: boolean;
	/** Null for what is there now, and where nothing is limited. */
	resetsAt: string | null;
};

/** The same with all that was used in the period, counted against a limit or not, and in the last one. */
export type MeterState = LimitState & { total: number; groupBy: string[]; before: number | null; trend: number | null };

type Entitlements = { items: readonly (Entitlement | { feature: string })[] };

/** All meters in the API's order, each with its limit. */
export function limitStates(meters: readonly Meter[], entitlements: Entitlements): LimitState[] {
	const quotas = entitlements.items.filter((item): item is Entitlement => "meter" in item);
	return meters.map(({ code, name, unit, source }) => {
		const quota = quotas.find(({ meter }) => meter === code);
		const { used, limit, hard, resetsAt } = quota ?? { used: 0, limit: null, hard: false, resetsAt: null };
		return { code, name, unit, source, used, limit, percent: percentOf({ used, limit }), hard, resetsAt };
	});
}

type All = { summary: Schema<"UsageSummary">; meters: readonly Meter[]; entitlements: Entitlements };

/** All that the cards tell. */
export function meterStates({ summary, meters, entitlements }: All): MeterState[] {
	return limitStates(meters, entitlements).flatMap((state): MeterState[] => {
		const item = summary.items.find(({ meter }) => meter === state.code);
		const groupBy = meters.find(({ code }) => code === state.code)?.groupBy ?? [];
		if (!item) return [];
		const resetsAt = state.source === "records" ? null : (state.resetsAt ?? summary.period.end);
		// The roll-ups give the hour in which a period began to the one before; what counts against the limit has it already.
		const total = Math.max(item.used, state.used);
		return [{ ...state, total, resetsAt, groupBy, before: item.before, trend: item.trend }];
	});
}

type Alert = Pick<Schema<"UsageAlert">, "id" | "meter">;

/** The limits that are reached or nearly, as they stand now: an alert that a larger limit has overtaken is left out. */
export function alerted<M extends LimitState>(alerts: readonly Alert[], states: readonly M[]) {
	return states.flatMap((meter) => {
		const ids = alerts.filter((alert) => alert.meter === meter.code).map(({ id }) => id);
		return ids.length > 0 && standingOf(meter.percent) !== "calm" ? [{ meter, ids }] : [];
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
