import * as z from "zod";
import { SellerProfile } from "#worker/modules/billing/seller/schemas";
import { Npwp } from "#worker/modules/billing/tax/schemas";
import { m } from "~/paraglide/messages.js";

/** The API's own rules for a form, where an empty NPWP and an unticked box are simply not sent. */
export function sellerFormSchema() {
	return z
		.object({
			...SellerProfile.shape,
			npwp: Npwp.optional().transform((digits) => digits ?? null),
			taxRegistered: z.boolean().default(false),
		})
		.refine((seller) => !seller.taxRegistered || seller.npwp !== null, {
			path: ["npwp"],
			message: m.admin_seller_npwp_needed(),
		});
}
