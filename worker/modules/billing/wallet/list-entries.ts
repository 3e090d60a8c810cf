import { and, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { Currency } from "#worker/kernel/money";
import { cursorValue, toPage } from "#worker/kernel/pages";
import { matches } from "#worker/kernel/search";
import { iso } from "#worker/kernel/time";
import { invoices } from "../invoices/tables";
import { ledgerEntries, transfers } from "../ledger/tables";
import { ownCurrency } from "./read-wallet";
import type { EntryExportQuery, EntryQuery, EntryView } from "./schemas";

/** The order of writing: what was written later left the later balance behind, whatever the clocks said. */
const written = sql<number>`ledger_entries.rowid`;

const fields = {
	written,
	transferId: ledgerEntries.transferId,
	amount: ledgerEntries.amount,
	currency: ledgerEntries.currency,
	balanceAfter: ledgerEntries.balanceAfter,
	createdAt: ledgerEntries.createdAt,
	kind: transfers.kind,
	referenceId: transfers.referenceId,
	number: sql<string | null>`${invoices.number}`,
};
const joins = [
	{ table: transfers, on: eq(transfers.id, ledgerEntries.transferId) },
	{ table: invoices, on: eq(invoices.id, transfers.referenceId), optional: true },
];

/** The statement of one account of the tenant with its running balance. */
export async function listEntries(ctx: TenantContext, query: EntryQuery) {
	const currency = query.currency ?? (await ownCurrency(ctx));
	const descending = query.sort === "-written";
	const last = cursorValue(query);
	const after = last === null ? undefined : descending ? sql`${written} < ${last}` : sql`${written} > ${last}`;
	const rows = await readEntries(ctx, { ...query, currency }, { after, descending, limit: query.limit + 1 });
	return toPage(rows, query, (row) => [row.written, ""], entryView);
}

type Part = { after?: SQL | undefined; descending: boolean; limit: number };

/** Entries of one account, in the order of writing. */
export function readEntries(ctx: TenantContext, query: EntryExportQuery & { currency: Currency }, part: Part) {
	const { account, kind, from, to, currency } = query;
	const filters = [
		matches(transfers.kind, kind),
		from === undefined ? undefined : gte(ledgerEntries.createdAt, Date.parse(from)),
		to === undefined ? undefined : lt(ledgerEntries.createdAt, Date.parse(to)),
	];
	return ctx.db.select(fields, ledgerEntries, {
		joins,
		where: and(
			eq(ledgerEntries.accountOwner, ctx.tenantId),
			eq(ledgerEntries.accountCode, account),
			eq(ledgerEntries.currency, currency),
			// Always true; with it the index of customers' entries applies, whose order is that of writing.
			sql`ledger_entries.account_owner <> 'installation'`,
			...filters,
			part.after,
		),
		orderBy: [part.descending ? sql`${written} DESC` : sql`${written} ASC`],
		limit: part.limit,
	});
}

export type EntryRow = Awaited<ReturnType<typeof readEntries>>[number];

export function entryView(row: EntryRow): EntryView {
	const { transferId, kind, amount, currency, createdAt, referenceId, number } = row;
	if (!transferId || createdAt === null) throw new TypeError("an entry has its transfer and its time");
	return {
		...{ transferId, kind },
		amount: { amount, currency },
		balanceAfter: { amount: row.balanceAfter ?? 0, currency },
		reference: { kind: referenceKind(referenceId), id: referenceId, number },
		createdAt: iso(createdAt),
	};
}

const REFERENCES: Record<string, EntryView["reference"]["kind"]> = {
	inv: "invoice",
	pay: "payment",
	hld: "hold",
	grt: "grant",
	sub: "subscription",
	rfd: "refund",
};
const referenceKind = (id: string) => REFERENCES[id.split("_")[0] ?? ""] ?? "other";
