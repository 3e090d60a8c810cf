import { and, asc, eq, sql } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import { pageClause, toPage } from "#worker/kernel/pages";
import { matches } from "#worker/kernel/search";
import { iso } from "#worker/kernel/time";
import { tenants } from "#worker/modules/tenants/tables";
import type { TransferQuery, TransferView, TrialBalance } from "./schemas";
import { INSTALLATION, ledgerEntries, transfers } from "./tables";

/** Every account's balance by currency, summed from the entries themselves and not from the projection. */
export async function readTrialBalance(ctx: SystemContext): Promise<TrialBalance> {
	const isInstallation = sql<number>`${ledgerEntries.accountOwner} = ${INSTALLATION}`;
	const rows = await ctx.db.select(
		{
			currency: ledgerEntries.currency,
			account: ledgerEntries.accountCode,
			installation: isInstallation.as("installation"),
			balance: sql<number>`sum(${ledgerEntries.amount})`,
			holders: sql<number>`count(DISTINCT ${ledgerEntries.accountOwner})`,
		},
		ledgerEntries,
		{
			groupBy: [ledgerEntries.currency, ledgerEntries.accountCode, sql`installation` as never],
			orderBy: [asc(ledgerEntries.currency), asc(ledgerEntries.accountCode)],
		},
	);
	const currencies = [...new Set(rows.map((row) => row.currency))].map((currency) => {
		const own = rows.filter((row) => row.currency === currency);
		const total = (keep: (balance: number) => boolean) =>
			own.reduce((sum, { balance }) => (keep(balance) ? sum + balance : sum), 0);
		return {
			currency,
			sum: total(() => true),
			debit: Math.abs(total((balance) => balance < 0)),
			credit: total((balance) => balance > 0),
			accounts: own.map(({ account, installation, balance, holders }) => ({
				account,
				scope: installation ? ("installation" as const) : ("tenants" as const),
				balance,
				holders,
			})),
		};
	});
	return { currencies };
}

export async function listTransfers(ctx: SystemContext, query: TransferQuery) {
	const page = pageClause(query, { createdAt: transfers.createdAt }, transfers.id);
	const { id, kind, currency, postings, referenceId, createdAt, tenantId } = transfers;
	const rows = await ctx.db.select(
		{ id, kind, currency, postings, referenceId, createdAt, tenantId, tenantName: tenants.name },
		transfers,
		{
			...page,
			joins: [{ table: tenants, on: eq(tenants.id, transfers.tenantId) }],
			where: and(matches(transfers.tenantId, query.tenantId), matches(transfers.currency, query.currency), page.after),
		},
	);
	const view = (row: (typeof rows)[number]): TransferView => ({
		id: row.id,
		tenant: { id: row.tenantId, name: row.tenantName },
		kind: row.kind,
		amount: { amount: row.postings.reduce((sum, leg) => sum + Math.max(leg.amount, 0), 0), currency: row.currency },
		referenceId: row.referenceId,
		entries: row.postings,
		createdAt: iso(row.createdAt),
	});
	return toPage(rows, query, (row) => [row.createdAt, row.id], view);
}
