import * as z from "zod";
import { OveragePrice, RateLimits } from "#worker/modules/catalog/schemas";
import { m } from "~/paraglide/messages.js";
import { toMinor } from "~/ui/form/minor-units";

const text = z.string().trim().default("");
const number = z.number().optional();
type Problems = z.core.$RefinementCtx;

/** Rows left empty are not there; none at all is as the installation does. */
export function typedRates() {
	return z
		.array(z.object({ name: text, requests: number, windowSeconds: number }))
		.default([])
		.transform((rows, ctx): RateLimits | null => {
			const filled = rows.flatMap((row, index) => (isEmpty(row) ? [] : [{ row, index }]));
			const read = filled.flatMap(({ row, index }) => {
				const rate = RateLimits.element.safeParse(row);
				if (rate.success) return [rate.data];
				complain(ctx, [index], rate.error);
				return [];
			});
			return filled.length > 0 ? read : null;
		});
}

const isEmpty = (row: object): boolean => Object.values(row).every((value) => value === undefined || value === "");

function complain(ctx: Problems, at: (string | number)[], { issues }: z.ZodError): void {
	for (const { path } of issues) {
		const message = path[0] === "name" ? m.admin_plan_limits_policy_wrong() : m.form_number();
		ctx.addIssue({ code: "custom", path: [...at, ...(path as (string | number)[])], message });
	}
}

const Tier = z.object({ upTo: number, unit: text, flat: text });
const Price = z.object({
	meter: text,
	currency: z.enum(["IDR", "USD"]).default("IDR"),
	model: OveragePrice.shape.model.default("per_unit"),
	per: z.int().min(1).default(1),
	tiers: z.array(Tier).default([]),
});

/** Prices as they are typed, in major units; one without a meter is not there. */
export function typedOverage() {
	return z
		.array(Price)
		.default([])
		.transform((rows, ctx): OveragePrice[] | null => {
			const read = rows.flatMap((row, index) => (row.meter ? [priceOf(row, [index], ctx)] : []));
			return read.length > 0 ? read : null;
		});
}

function priceOf({ tiers, ...price }: z.output<typeof Price>, at: number[], ctx: Problems): OveragePrice {
	const single = price.model === "per_unit" || price.model === "package";
	const typed = single ? tiers.slice(0, 1).map((tier) => ({ ...tier, upTo: undefined, flat: "" })) : tiers;
	const filled = typed.flatMap((tier, index) => (isEmpty(tier) ? [] : [{ tier, at: [...at, "tiers", index] }]));
	const read = filled.map(({ tier, at: place }) => ({
		upTo: tier.upTo ?? null,
		unit: minorOf(tier.unit, price.currency, { at: [...place, "unit"], ctx }),
		flat: tier.flat === "" ? 0 : minorOf(tier.flat, price.currency, { at: [...place, "flat"], ctx }),
	}));
	const path = [...at, "tiers", 0, "unit"];
	if (read.length === 0) ctx.addIssue({ code: "custom", path, message: m.form_required() });
	else if (!ascends(read.map(({ upTo }) => upTo)))
		ctx.addIssue({ code: "custom", path: [...at, "tiers", 0, "upTo"], message: m.admin_plan_limits_tiers_wrong() });
	return { ...price, tiers: read };
}

/** Each tier ends above the one before, and the last one does not end. */
const ascends = (ends: readonly (number | null)[]): boolean =>
	ends.at(-1) === null && ends.slice(0, -1).every((end, n) => end !== null && end > (ends[n - 1] ?? 0));

function minorOf(typed: string, currency: string, { at, ctx }: { at: (string | number)[]; ctx: Problems }): number {
	const minor = toMinor(typed, currency);
	if (minor === null) ctx.addIssue({ code: "custom", path: at, message: m.admin_plans_not_an_amount() });
	return minor ?? 0;
}
