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
	.meta({
		id: "SellerProfile",
		examples: [
			{
				legalName: "PT Sewa Contoh Indonesia",
				address: "Jl. Jenderal Sudirman Kav. 1, Jakarta Pusat 10220",
				email: "billing@sewa.example",
				npwp: "0012345678012000",
				taxRegistered: true,
				invoiceDueDays: 7,
			},
		],
	});
export type SellerProfile = z.output<typeof SellerProfile>;
