import * as z from "zod";
import { LocalText } from "#worker/kernel/locale";
import { Money } from "#worker/kernel/money";

const Line = z.object({
	from: z.int().meta({ description: "First unit of the tier, counted beyond the limit." }),
	upTo: z.int().nullable(),
	quantity: z.int(),
	per: z.int(),
	unit: Money.meta({ description: "Price of `per` units." }),
	flat: Money,
	amount: Money,
});

export const CostView = z
	.object({
		period: z.object({ start: z.iso.datetime(), end: z.iso.datetime() }),
		total: Money.meta({ description: "Before tax." }),
		items: z.array(
			z.object({
				meter: z.string(),
				description: LocalText,
				used: z.number(),
				limit: z.int().nullable(),
				quantity: z.int().meta({ description: "Beyond the limit." }),
				lines: z.array(Line),
				total: Money,
			}),
		),
	})
	.meta({ id: "UsageCost" });
export type CostView = z.infer<typeof CostView>;
