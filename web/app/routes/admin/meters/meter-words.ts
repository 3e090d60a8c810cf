import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";

type Meter = Schema<"SystemMeter">;

const sources: Record<Meter["source"], () => string> = {
	admission: m.admin_meters_source_admission,
	events: m.admin_meters_source_events,
	records: m.admin_meters_source_records,
};

const aggregations: Record<Meter["aggregation"], () => string> = {
	sum: m.admin_meters_sum,
	max: m.admin_meters_max,
	unique: m.admin_meters_unique,
	last: m.admin_meters_last,
};

export const sourceWord = (source: Meter["source"]): string => sources[source]();
export const aggregationWord = (aggregation: Meter["aggregation"]): string => aggregations[aggregation]();

export const sourceOptions = (): [string, string][] => Object.entries(sources).map(([value, word]) => [value, word()]);
export const aggregationOptions = (): [string, string][] =>
	Object.entries(aggregations).map(([value, word]) => [value, word()]);
