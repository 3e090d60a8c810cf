import { and, desc, eq, gt, inArray, sql } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { Currency } from "#worker/kernel/money";
import { isoOrNull } from "#worker/kernel/time";
import { ledgerEntries, transfers } from "../ledger/tables";
import { subscriptions } from "../subscriptions/tables";
import { FORECAST_WINDOW, runOut } from "./forecast";
import { type Funds, fundsFrom, fundsReads } from "./load-funds";
import type { WalletQuery, WalletView } from "./schemas";
import { walletSettings } from "./tables";

/** What has been spent, and not what was taken out or has expired. */
const SPENDING = ["invoice_payment", "hold", "hold_release", "hold_finalise"] as const;

/** The tenant's money and credit in one currency, and how long they last. One parallel round trip. */
export async function readWallet(ctx: TenantContext, query: WalletQuery): Promise<WalletView> {
	const [[accounts, grants], settings, spending, own] = await Promise.all([
		ctx.db.readAll(fundsReads(ctx)),
		ctx.db.find(walletSettings, undefined),
		spentLately(ctx),
		ownCurrency(ctx),
	]);
	const currency = query.currency ?? own;
	const funds = fundsFrom(accounts, grants)(currency);
	const spent = spending.find((row) => row.currency === currency)?.spent ?? 0;
	const forecast = runOut({ funds: funds.wallet + funds.promo, spent, now: ctx.now });
	const money = (amount: number) => ({ amount, currency });
	const { lowBalance = null, autoTopUp = "off" } = settings?.currency === currency ? settings : {};
	return {
		...balances(funds),
		currencies: [...new Set([own, currency, ...accounts.map((account) => account.currency)])].sort(),
		lowBalance: lowBalance === null ? null : money(lowBalance),
		autoTopUp,
		forecast: {
			spentPerDay: money(forecast.spentPerDay),
			daysLeft: forecast.daysLeft,
			runsOutAt: isoOrNull(forecast.runsOutAt),
		},
	};
}

export function balances({ currency, wallet, held, promo }: Funds) {
	const money = (amount: number) => ({ amount, currency });
	return {
		currency,
		settled: money(wallet + held),
		available: money(wallet),
		held: money(held),
		credit: money(promo),
	};
}

/** What the tenant pays in: the currency of its latest subscription. */
export async function ownCurrency(ctx: TenantContext): Promise<Currency> {
	const fields = { currency: subscriptions.currency };
	const [row] = await ctx.db.select(fields, subscriptions, { orderBy: [desc(subscriptions.createdAt)], limit: 1 });
	return row?.currency ?? "IDR";
}

function spentLately(ctx: TenantContext) {
	const fields = { currency: ledgerEntries.currency, spent: sql<number>`-sum(${ledgerEntries.amount})` };
	return ctx.db.select(fields, ledgerEntries, {
		joins: [{ table: transfers, on: eq(transfers.id, ledgerEntries.transferId) }],
		where: and(
			eq(ledgerEntries.accountOwner, ctx.tenantId),
			inArray(ledgerEntries.accountCode, ["wallet", "promo"]),
			gt(ledgerEntries.createdAt, ctx.now - FORECAST_WINDOW),
			inArray(transfers.kind, [...SPENDING]),
		),
		groupBy: [ledgerEntries.currency],
	});
}
