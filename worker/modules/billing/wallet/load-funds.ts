import { gt, inArray } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { Currency } from "#worker/kernel/money";
import { ledgerAccounts } from "../ledger/tables";
import type { LiveGrant } from "./rules";
import { creditGrants } from "./tables";

/** What a tenant has in one currency, in minor units; `grants` are what `promo` consists of, expired ones included. */
export type Funds = { currency: Currency; wallet: number; held: number; promo: number; grants: LiveGrant[] };

export const CUSTOMER_ACCOUNTS = ["wallet", "held", "promo"] as const;

/** The tenant's money and credit in one currency; zero where it never had any. One call of D1. */
export async function loadFunds(ctx: TenantContext, currency: Currency): Promise<Funds> {
	return (await loadAllFunds(ctx))(currency);
}

/** The same for whoever learns the currency in the same call. */
export async function loadAllFunds(ctx: TenantContext): Promise<(currency: Currency) => Funds> {
	return fundsFrom(...(await ctx.db.readAll(fundsReads(ctx))));
}

/** The reads of it, for whoever asks more in the same call; `fundsFrom` takes their answers. */
export const fundsReads = ({ db }: TenantContext) =>
	[
		db.toList(ledgerAccounts, { where: inArray(ledgerAccounts.code, [...CUSTOMER_ACCOUNTS]) }),
		db.toList(creditGrants, { where: gt(creditGrants.remaining, 0) }),
	] as const;

type Account = typeof ledgerAccounts.$inferSelect;
type Grant = typeof creditGrants.$inferSelect;

/** What the tenant has in whichever currency, of its accounts and the credit that is left. Pure. */
export function fundsFrom(accounts: readonly Account[], grants: readonly Grant[]): (currency: Currency) => Funds {
	return (currency) => {
		const balance = (code: (typeof CUSTOMER_ACCOUNTS)[number]) =>
			accounts.find((account) => account.code === code && account.currency === currency)?.balance ?? 0;
		const live = grants.filter((grant) => grant.currency === currency);
		return { currency, wallet: balance("wallet"), held: balance("held"), promo: balance("promo"), grants: live };
	};
}
