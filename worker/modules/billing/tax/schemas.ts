import * as z from "zod";

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
