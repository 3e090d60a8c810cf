import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { idColumn, ownedByTenant, ref, time } from "#worker/kernel/columns";
import type { Id } from "#worker/kernel/ids";
import type { Currency } from "#worker/kernel/money";
import { tenants } from "#worker/modules/tenants/tables";
import type { AccountCode, Posting, TransferKind } from "./rules";

/** Owner of the installation's own accounts, beside the tenants' ids. */
export const INSTALLATION = "installation";
type Owner = Id<"tenant"> | typeof INSTALLATION;

const accountsTable = sqliteTable(
	"ledger_accounts",
	{
		owner: text().$type<Owner>().notNull(),
		code: text().$type<AccountCode>().notNull(),
		currency: text().$type<Currency>().notNull(),
		balance: integer().notNull().default(0),
	},
	(t) => [
		primaryKey({ columns: [t.owner, t.code, t.currency] }),
		check("customer_balance_not_negative", sql`${t.code} NOT IN ('wallet', 'promo') OR ${t.balance} >= 0`),
	],
);

/**
 * Balances are a projection that a trigger keeps from the entries. Positive is a credit. The owner is the
 * tenant, so TenantDb shows a tenant its own accounts and never the installation's.
 */
export const ledgerAccounts = Object.assign(accountsTable, { tenantId: accountsTable.owner });

/** One balanced movement. Inserting it is the whole act: triggers check it, write its entries, move the balances. */
export const transfers = sqliteTable(
	"transfers",
	{
		id: idColumn("transfer"),
		...ownedByTenant,
		kind: text().$type<TransferKind>().notNull(),
		currency: text().$type<Currency>().notNull(),
		postings: text({ mode: "json" }).$type<Posting[]>().notNull(),
		referenceId: text().notNull(),
		idempotencyKey: text().notNull(),
		createdAt: time().notNull(),
	},
	(t) => [
		unique("transfers_once").on(t.tenantId, t.idempotencyKey),
		unique("transfers_of_tenant").on(t.tenantId, t.id),
		index("transfers_by_time").on(t.createdAt, t.id),
		index("transfers_by_tenant").on(t.tenantId, t.createdAt, t.id),
		foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
	],
);

/** The legs of a transfer, written by trigger only; UPDATE and DELETE abort. */
export const ledgerEntries = sqliteTable(
	"ledger_entries",
	{
		transferId: ref("transfer").notNull(),
		position: integer().notNull(),
		...ownedByTenant,
		accountOwner: text().$type<Owner>().notNull(),
		accountCode: text().$type<AccountCode>().notNull(),
		currency: text().$type<Currency>().notNull(),
		amount: integer().notNull(),
		/** The account's balance once this leg was written; the trigger fills it in. */
		balanceAfter: integer(),
		createdAt: time().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.transferId, t.position] }),
		index("ledger_entries_by_account").on(t.accountOwner, t.accountCode, t.currency, t.createdAt),
		// A customer's statement, in the order of writing: SQLite keeps equal keys of an index by rowid.
		index("ledger_entries_of_customer")
			.on(t.accountOwner, t.accountCode, t.currency)
			.where(sql`account_owner <> 'installation'`),
		foreignKey({ columns: [t.tenantId, t.transferId], foreignColumns: [transfers.tenantId, transfers.id] }),
		foreignKey({
			columns: [t.accountOwner, t.accountCode, t.currency],
			foreignColumns: [ledgerAccounts.owner, ledgerAccounts.code, ledgerAccounts.currency],
		}),
		check("ledger_entry_moves_something", sql`${t.amount} <> 0`),
		check("ledger_entry_stays_home", sql`${t.accountOwner} IN (${t.tenantId}, 'installation')`),
	],
);
