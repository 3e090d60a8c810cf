import * as z from "zod";
import { Npwp } from "../tax/schemas";

/** Who issues the invoices of this installation. Only a registered seller (PKP) may charge PPN. */
export const SellerProfile = z
	.object({
		legalName: z.string().trim().min(2).max(120),
		address: z.string().trim().min(5).max(300),
		email: z.email().max(254),
		npwp: Npwp.nullable(),
		taxRegistered: z.boolean(),
		invoiceDueDays: z.int().min(1).max(90),
	})
	.refine((seller) => !seller.taxRegistered || seller.npwp !== null, {
		path: ["npwp"],
		message: "a seller who charges PPN has an NPWP",
	})
	.meta({ id: "SellerProfile" });
export type SellerProfile = z.output<typeof SellerProfile>;
