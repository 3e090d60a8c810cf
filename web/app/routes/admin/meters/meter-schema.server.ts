import * as z from "zod";
import { MeterInput, type MeterPatch } from "#worker/modules/metering/schemas";
import { m } from "~/paraglide/messages.js";

const { code, name, unit, aggregation, eventType, valueProperty } = MeterInput.shape;

/** The properties as they are typed, one after the other with commas between them. */
const typedList = z
	.string()
	.default("")
	.transform((typed) => typed.split(/[\s,]+/).filter(Boolean));

/** What people type, read into what the API takes. */
export function meterInputSchema() {
	return z
		.object({
			...{ code, name, unit, aggregation, eventType },
			valueProperty: valueProperty.unwrap().unwrap().optional(),
			groupBy: typedList,
		})
		.transform((typed, ctx) => {
			if (typed.aggregation !== "sum" && !typed.valueProperty)
				ctx.addIssue({ code: "custom", path: ["valueProperty"], message: m.admin_meters_value_missing() });
			return { ...typed, valueProperty: typed.valueProperty ?? null };
		});
}

export const meterPatchSchema = () => z.object({ name, unit }) satisfies z.ZodType<z.input<typeof MeterPatch>>;
