import { gt, inArray } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { Currency } from "#worker/kernel/money";
import { ledgerAccounts } from "../ledger/tables";
import type { LiveGrant } from "./rules";
import { creditGrants } from "./tables";

/** What a tenant has in one currency, in minor units; `grants` are what `promo` consists of, expired ones included. */
export type Funds = { currency: Currency; wallet: number; held: number; promo: number; grants: LiveGrant[] };

export const CUSTOMER_ACCOUNTS = ["wallet", "held", "promo"] as const;

/** The tenant's money and credit in one currency; zero where it never had any. One parallel round trip. */
export async function loadFunds(ctx: TenantContext, currency: Currency): Promise<Funds> {
	return (await loadAllFunds(ctx))(currency);
}

/** The same for whoever learns the currency in the same round trip. */
export async function loadAllFunds(ctx: TenantContext): Promise<(currency: Currency) => Funds> {
	const [accounts, grants] = await Promise.all([
		ctx.db.list(ledgerAccounts, { where: inArray(ledgerAccounts.code, [...CUSTOMER_ACCOUNTS]) }),
		ctx.db.list(creditGrants, { where: gt(creditGrants.remaining, 0) }),
	]);
	return (currency) => {
		const balance = (code: (typeof CUSTOMER_ACCOUNTS)[number]) =>
			accounts.find((account) => account.code === code && account.currency === currency)?.balance ?? 0;
		const live = grants.filter((grant) => grant.currency === currency);
		return { currency, wallet: balance("wallet"), held: balance("held"), promo: balance("promo"), grants: live };
	};
}
