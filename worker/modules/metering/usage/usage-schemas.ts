import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { LocalText } from "#worker/kernel/locale";
import { pageOf, pageQuery } from "#worker/kernel/pages";
import { AGGREGATIONS } from "../rules";
import { MeterCode } from "../schemas";
import { USAGE_WINDOWS } from "./usage-ranges";

const Instant = z
	.union([z.iso.datetime({ offset: true }), z.iso.date()], { error: "a date, or a date and time of ISO 8601" })
	.transform((text) => Date.parse(text));
const range = {
	meter: MeterCode.default("api_calls"),
	from: Instant.optional().meta({ description: "In it; the start of this period where it is not given." }),
	to: Instant.optional().meta({ description: "Not in it; now where it is not given." }),
};

export const UsageQuery = z.object({
	...range,
	window: z.enum(USAGE_WINDOWS).default("day"),
	groupBy: z.string().max(64).optional().meta({
		description: "`key` or `endpoint` for calls; a member of the data that the meter is split by for events.",
	}),
	key: idOf("apiKey").optional().meta({ description: "Calls with this key alone." }),
});
export type UsageQuery = z.output<typeof UsageQuery>;

const instant = z.iso.datetime();
const Item = z.object({ start: instant, value: z.number() });
const Group = z.object({
	/** Null is none: no key, or no such member. */
	group: z.union([z.string(), z.number(), z.boolean()]).nullable(),
	total: z.number(),
	items: z.array(Item),
});

/** Every window of the range, also those without use. */
export const UsageView = z
	.object({
		meter: MeterCode,
		unit: z.string(),
		aggregation: z.enum(AGGREGATIONS),
		window: z.enum(USAGE_WINDOWS),
		/** The range in whole windows. */
		...{ from: instant, to: instant },
		items: z.array(Item),
		/** Of the whole range, by the meter's aggregation: different values are counted once. */
		total: z.number(),
		/** The largest twenty. */
		groups: z.array(Group).optional(),
	})
	.meta({ id: "Usage" });
export type UsageView = z.infer<typeof UsageView>;
export type UsageGroup = z.infer<typeof Group>;

export const UsageSummary = z
	.object({
		period: z.object({ start: instant, end: instant }),
		items: z.array(
			z.object({
				meter: MeterCode,
				name: LocalText,
				unit: z.string(),
				/** In this period so far, or there now. */
				used: z.number(),
				/** Null is without limit, or not limited at all. */
				limit: z.int().nullable(),
				percent: z.int().nullable(),
				/** In the period before, up to the same point of it; null for what is there now. */
				before: z.number().nullable(),
				/** Per cent more or less than then; null where there was nothing. */
				trend: z.int().nullable(),
			}),
		),
	})
	.meta({ id: "UsageSummary" });
export type UsageSummary = z.infer<typeof UsageSummary>;

export const TenantUsageQuery = pageQuery(["value"]).extend({
	...range,
	from: Instant.optional().meta({ description: "Its day is in it; thirty days ago where it is not given." }),
});
export type TenantUsageQuery = z.output<typeof TenantUsageQuery>;
export const TenantUsagePage = pageOf(
	z.object({ tenant: z.object({ id: idOf("tenant"), name: z.string() }), value: z.number() }),
).extend({ meter: MeterCode, from: instant, to: instant });

export const TotalUsageQuery = UsageQuery.omit({ groupBy: true, key: true });
export type TotalUsageQuery = z.output<typeof TotalUsageQuery>;
export const TotalUsageView = UsageView.omit({ groups: true })
	.extend({
		/** Every meter that is counted over time, in the same range. */
		meters: z.array(
			z.object({
				meter: MeterCode,
				name: LocalText,
				unit: z.string(),
				aggregation: z.enum(AGGREGATIONS),
				total: z.number(),
			}),
		),
	})
	.meta({ id: "TotalUsage" });
export type TotalUsageView = z.infer<typeof TotalUsageView>;
