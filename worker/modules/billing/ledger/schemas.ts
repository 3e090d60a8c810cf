import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { Currency, Money } from "#worker/kernel/money";
import { pageOf, pageQuery } from "#worker/kernel/pages";
import { TRANSFER_KINDS } from "./rules";

export const TrialBalance = z
	.object({
		currencies: z.array(
			z.object({
				currency: Currency,
				/** Zero, always: what the books are checked by. */
				sum: z.int(),
				debit: z.int(),
				credit: z.int(),
				accounts: z.array(
					z.object({
						account: z.string(),
						scope: z.enum(["installation", "tenants"]),
						balance: z.int(),
						holders: z.int(),
					}),
				),
			}),
		),
	})
	.meta({ id: "TrialBalance" });
export type TrialBalance = z.infer<typeof TrialBalance>;

export const TransferView = z
	.object({
		id: idOf("transfer"),
		tenant: z.object({ id: idOf("tenant"), name: z.string() }),
		kind: z.enum(TRANSFER_KINDS),
		amount: Money,
		referenceId: z.string(),
		entries: z.array(z.object({ account: z.string(), owner: z.enum(["tenant", "installation"]), amount: z.int() })),
		createdAt: z.iso.datetime(),
	})
	.meta({ id: "Transfer" });
export type TransferView = z.infer<typeof TransferView>;
export const TransferPage = pageOf(TransferView);
export const TransferQuery = pageQuery(["createdAt"]).extend({
	tenantId: idOf("tenant").optional(),
	currency: Currency.optional(),
});
export type TransferQuery = z.infer<typeof TransferQuery>;
