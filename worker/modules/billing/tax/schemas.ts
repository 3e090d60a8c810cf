import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { Money } from "#worker/kernel/money";

/**
 * NPWP, the Indonesian tax number: 16 digits; the old 15-digit form gets its leading zero (PMK 112/2022).
 * Dots, dashes and spaces of the printed form are dropped. Kept as text: leading zeros count.
 */
export const Npwp = z
	.string()
	.trim()
	.max(30)
	.transform((text) => text.replace(/[.\-\s]/g, ""))
	.refine((digits) => /^\d{15,16}$/.test(digits), "an NPWP has 15 or 16 digits")
	.refine((digits) => !/^0+$/.test(digits), "an NPWP is not all zeros")
	.transform((digits) => digits.padStart(16, "0"));

export const CORETAX_PROBLEMS = [
	"no_tax_number",
	"credited",
	"foreign_buyer",
	"not_rupiah",
	"before_coretax",
	"other_seller",
] as const;

const Day = z.iso.date({ abort: true }).meta({ description: "A day on the Jakarta calendar, included." });
export const CoretaxQuery = z
	.object({ from: Day, to: Day })
	.refine(({ from, to }) => from <= to, { path: ["to"], message: "the last day is not before the first" })
	.refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= 30 * 86_400_000, {
		path: ["to"],
		message: "at most a month at a time",
	});
export type CoretaxQuery = z.infer<typeof CoretaxQuery>;

export const CoretaxPreview = z
	.object({
		from: z.iso.date(),
		to: z.iso.date(),
		/** What the file has: sums without tax, of the other tax base (11/12) and of the tax. */
		invoices: z.int(),
		taxBase: Money,
		otherTaxBase: Money,
		vat: Money,
		/** `exported` says whether the invoice is in the file all the same. */
		problems: z.array(
			z.object({
				invoice: z.object({ id: idOf("invoice"), number: z.string() }),
				buyer: z.string(),
				problem: z.enum(CORETAX_PROBLEMS),
				exported: z.boolean(),
			}),
		),
	})
	.meta({ id: "CoretaxPreview" });
export type CoretaxPreview = z.input<typeof CoretaxPreview>;
