import * as z from "zod";
import { LocalText } from "#worker/kernel/locale";
import { pageOf, pageQuery } from "#worker/kernel/pages";
import { MOST_GROUPINGS } from "./meters/meter-rules";
import { AGGREGATIONS, METER_SOURCES, METER_STATES } from "./rules";

export const MeterCode = z
	.string()
	.trim()
	.regex(/^[a-z][a-z0-9_]{1,39}$/, "lower-case letters, digits and _; starts with a letter");
export const MeterParam = z.object({ code: MeterCode });

const Property = z
	.string()
	.trim()
	.regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, "the name of a member of the event's data");
const Aggregation = z.enum(AGGREGATIONS);

const meterFields = {
	code: MeterCode,
	name: LocalText,
	unit: z.string().trim().min(1).max(40),
};

/** A meter that counts events; the others are Sewa's own. */
export const MeterInput = z
	.object({
		...meterFields,
		aggregation: Aggregation,
		eventType: z.string().trim().min(1).max(200),
		valueProperty: Property.nullable().default(null),
		groupBy: z
			.array(Property)
			.max(MOST_GROUPINGS)
			.refine((all) => new Set(all).size === all.length, { message: "each once" })
			.default([]),
	})
	.refine(({ aggregation, valueProperty }) => aggregation === "sum" || valueProperty !== null, {
		path: ["valueProperty"],
		message: "only a sum can do without: then it counts events",
	})
	.meta({
		id: "MeterInput",
		examples: [
			{
				code: "orders",
				name: { en: "Orders", id: "Pesanan" },
				unit: "order",
				aggregation: "sum",
				eventType: "order.placed",
				valueProperty: null,
				groupBy: ["channel"],
			},
		],
	});
export type MeterInput = z.output<typeof MeterInput>;

/** What is counted, and how, never changes: a number has one meaning for as long as it is kept. */
export const MeterPatch = z
	.object({ name: meterFields.name, unit: meterFields.unit, state: z.enum(METER_STATES) })
	.partial()
	.meta({
		id: "MeterPatch",
		examples: [{ name: { en: "Orders placed", id: "Pesanan masuk" } }, { state: "retired" }],
	});
export type MeterPatch = z.output<typeof MeterPatch>;

/** A meter as its tenants see it. */
export const MeterView = z
	.object({
		...meterFields,
		source: z.enum(METER_SOURCES),
		aggregation: Aggregation,
		eventType: z.string().nullable(),
		valueProperty: z.string().nullable(),
		groupBy: z.array(z.string()),
	})
	.meta({ id: "Meter" });
export type MeterView = z.infer<typeof MeterView>;
export const MeterList = z.object({ items: z.array(MeterView) });

export const SystemMeterView = z
	.object({
		...MeterView.shape,
		state: z.enum(METER_STATES),
		createdAt: z.iso.datetime(),
		updatedAt: z.iso.datetime(),
	})
	.meta({ id: "SystemMeter" });
export type SystemMeterView = z.infer<typeof SystemMeterView>;

export const SystemMeterPage = pageOf(SystemMeterView);
export const SystemMeterQuery = pageQuery(["createdAt"]).extend({
	state: z.enum(METER_STATES).optional(),
	source: z.enum(METER_SOURCES).optional(),
});
export type SystemMeterQuery = z.infer<typeof SystemMeterQuery>;
