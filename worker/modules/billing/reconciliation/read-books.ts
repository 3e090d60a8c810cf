import { and, asc, eq, getTableColumns, gt, type SQL, sql } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import type { InboxStatus } from "../inbox/rules";
import { inbox } from "../inbox/tables";
import { invoices } from "../invoices/tables";
import { INSTALLATION, ledgerAccounts, ledgerEntries, transfers } from "../ledger/tables";
import { payments } from "../payments/tables";
import { compareEvent } from "./event-rules";
import {
	accountSubject,
	type Book,
	compareAccount,
	compareInvoice,
	comparePayment,
	compareSums,
	compareTransfer,
	type Finding,
} from "./rules";

/** Rows of one round trip. */
export const PAGE = 500;
/** One page of a book: what was found among the subjects after `from` up to `to`; null is the end of the book. */
export type BookPage = { found: Finding[]; examined: number; to: string | null };
export type PagedBook = Exclude<Book, "providers" | "silence">;
type Reader = (ctx: SystemContext, from: string) => Promise<BookPage>;

/** Each book is read in one statement a page, so that what is written meanwhile cannot look like a difference. */
export const READERS: Record<PagedBook, Reader> = {
	sums: readSums,
	accounts: readAccounts,
	invoices: readInvoices,
	payments: readPayments,
	transfers: readTransfers,
	inbox: readInbox,
};

function pageOf<R>(rows: R[], subject: (row: R) => string, compare: (row: R) => Finding[]): BookPage {
	const last = rows.at(-1);
	const to = last && rows.length === PAGE ? subject(last) : null;
	return { found: rows.flatMap(compare), examined: rows.length, to };
}

async function readSums(ctx: SystemContext): Promise<BookPage> {
	const [totals, accounts] = await Promise.all([
		ctx.db.select({ currency: ledgerEntries.currency, sum: sql<number>`sum(amount)` }, ledgerEntries, {
			groupBy: [ledgerEntries.currency],
		}),
		ctx.db.select({ ...getTableColumns(ledgerAccounts), sum: ENTRIES }, ledgerAccounts, {
			where: eq(ledgerAccounts.owner, INSTALLATION),
		}),
	]);
	const found = totals.flatMap(({ currency, sum }) => {
		const own = accounts.filter((account) => account.currency === currency);
		return compareSums({ currency, entries: sum, accounts: own.map((each) => ({ ...each, stored: each.balance })) });
	});
	return { found, examined: accounts.length, to: null };
}

const ENTRIES = sql<number>`(SELECT coalesce(sum(e.amount), 0) FROM ledger_entries e
	WHERE e.account_owner = ledger_accounts.owner AND e.account_code = ledger_accounts.code AND e.currency = ledger_accounts.currency)`;
const GRANTS = sql<
	number | null
>`iif(ledger_accounts.code = 'promo', (SELECT coalesce(sum(g.remaining), 0) FROM credit_grants g
	WHERE g.tenant_id = ledger_accounts.owner AND g.currency = ledger_accounts.currency), NULL)`;
const HOLDS = sql<
	number | null
>`iif(ledger_accounts.code = 'held', (SELECT coalesce(sum(h.amount), 0) FROM wallet_holds h
	WHERE h.tenant_id = ledger_accounts.owner AND h.currency = ledger_accounts.currency AND h.status = 'held'), NULL)`;

async function readAccounts(ctx: SystemContext, from: string): Promise<BookPage> {
	const { owner, code, currency, balance } = ledgerAccounts;
	// The installation's own are in `sums`; every tenant's id is behind this.
	const [afterOwner, afterCode = "", afterCurrency = ""] = (from || "ten_").split("/");
	const after = sql`(owner, code, currency) > (${afterOwner}, ${afterCode}, ${afterCurrency})`;
	const fields = { owner, code, currency, balance, entries: ENTRIES, grants: GRANTS, holds: HOLDS };
	const orderBy = [asc(owner), asc(code), asc(currency)];
	const rows = await ctx.db.select(fields, ledgerAccounts, { where: after, orderBy, limit: PAGE });
	return pageOf(rows, accountSubject, compareAccount);
}

const SETTLED = sql.raw(`p.tenant_id = invoices.tenant_id AND p.invoice_id = invoices.id AND p.target = 'invoice'
	AND p.status IN ('succeeded', 'partially_refunded', 'refunded', 'disputed')`);

async function readInvoices(ctx: SystemContext, from: string): Promise<BookPage> {
	const { id, tenantId, currency, status, total, credited } = invoices;
	const rows = await ctx.db.select(
		{
			...{ id, tenantId, currency, status, total, credited },
			lines: sql<number>`(SELECT coalesce(sum(l.amount + l.tax), 0) FROM invoice_lines l
				WHERE l.tenant_id = invoices.tenant_id AND l.invoice_id = invoices.id)`,
			creditNotes: sql<number>`(SELECT coalesce(sum(n.total), 0) FROM credit_notes n
				WHERE n.tenant_id = invoices.tenant_id AND n.invoice_id = invoices.id)`,
			payments: sql<number>`(SELECT count(*) FROM payments p WHERE ${SETTLED})`,
			settled: sql<number>`(SELECT coalesce(sum(p.amount), 0) FROM payments p WHERE ${SETTLED})`,
			refunded: sql<number>`(SELECT coalesce(sum(r.amount), 0) FROM payments p
				JOIN refunds r ON r.tenant_id = p.tenant_id AND r.payment_id = p.id AND r.status = 'succeeded' WHERE ${SETTLED})`,
		},
		invoices,
		inOrder(invoices.id, from),
	);
	return pageOf(rows, (row) => row.id, compareInvoice);
}

async function readPayments(ctx: SystemContext, from: string): Promise<BookPage> {
	const { id, tenantId, currency, status, amount, refunded } = payments;
	const rows = await ctx.db.select(
		{
			...{ id, tenantId, currency, status, amount, refunded },
			transferred: sql<number | null>`(SELECT sum(max(json_extract(leg.value, '$.amount'), 0))
				FROM transfers t, json_each(t.postings) leg WHERE t.id = payments.transfer_id)`,
			refunds: sql<number>`(SELECT coalesce(sum(r.amount), 0) FROM refunds r
				WHERE r.tenant_id = payments.tenant_id AND r.payment_id = payments.id AND r.status <> 'failed')`,
		},
		payments,
		inOrder(payments.id, from),
	);
	return pageOf(rows, (row) => row.id, comparePayment);
}

/** The key of a settlement's transfer names its payment (`payment:pay_…`); one that was undone has a reversal. */
const ACCOUNTED = sql<number>`transfers.kind NOT IN ('invoice_payment', 'top_up', 'overpayment')
	OR EXISTS (SELECT 1 FROM payments p WHERE p.id = substr(transfers.idempotency_key, 9, 30)
		AND p.tenant_id = transfers.tenant_id AND p.transfer_id = transfers.id)
	OR EXISTS (SELECT 1 FROM transfers r WHERE r.tenant_id = transfers.tenant_id AND r.idempotency_key = 'reversal:' || transfers.id)`;

async function readTransfers(ctx: SystemContext, from: string): Promise<BookPage> {
	const { id, tenantId, currency, kind } = transfers;
	const amount = sql<number>`(SELECT sum(max(json_extract(leg.value, '$.amount'), 0)) FROM json_each(transfers.postings) leg)`;
	const fields = { id, tenantId, currency, kind, amount, accounted: ACCOUNTED };
	const rows = await ctx.db.select(fields, transfers, inOrder(transfers.id, from));
	return pageOf(
		rows,
		(row) => row.id,
		(row) => compareTransfer({ ...row, accounted: row.accounted === 1 }),
	);
}

/** Only a provider's word ends an attempt and is kept with it. */
const DENIED_AT = sql<number | null>`iif(${payments.status} IN ('failed', 'expired', 'canceled')
	AND ${payments.providerSays} IS NOT NULL, ${payments.updatedAt}, NULL)`;

async function readInbox(ctx: SystemContext, from: string): Promise<BookPage> {
	const { id, kind, status, claims, receivedAt, note } = inbox;
	const { tenantId, status: paymentStatus, amount, currency, transferId } = payments;
	const fields = {
		...{ id, kind, claims, receivedAt, note, tenantId, paymentStatus, amount, currency, transferId },
		deniedAt: DENIED_AT,
		status: sql<InboxStatus>`${status}`,
	};
	const joins = [{ table: payments, on: eq(payments.id, inbox.paymentId), optional: true }];
	const rows = await ctx.db.select(fields, inbox, { joins, ...inOrder(inbox.id, from) });
	return pageOf(
		rows,
		(row) => row.id,
		({ paymentStatus: status, amount, currency, transferId, deniedAt, ...event }) => {
			const payment = status !== null ? { status, amount, currency, deniedAt, arrived: transferId !== null } : null;
			return compareEvent({ ...event, payment }, ctx.now);
		},
	);
}

function inOrder(id: (typeof invoices | typeof payments | typeof transfers | typeof inbox)["id"], from: string) {
	return { where: and(gt(id, from as never)) as SQL, orderBy: [asc(id)], limit: PAGE };
}
