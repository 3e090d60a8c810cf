import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, sqliteTable, text, unique, uniqueIndex } from "drizzle-orm/sqlite-core";
import { idColumn, ownedByTenant, ref, time } from "#worker/kernel/columns";
import type { Currency } from "#worker/kernel/money";
import { tenants } from "#worker/modules/tenants/tables";
import { transfers } from "../ledger/tables";
import { GATEWAYS } from "../providers/provider";
import { AUTO_TOP_UP_KINDS, GRANT_KINDS, HOLD_STATUSES } from "./rules";

/** Money set aside for something that is being done: finalised when it is, given back when not. */
export const walletHolds = sqliteTable(
	"wallet_holds",
	{
		id: idColumn("hold"),
		...ownedByTenant,
		amount: integer().notNull(),
		currency: text().$type<Currency>().notNull(),
		status: text({ enum: HOLD_STATUSES }).notNull(),
		reason: text().notNull(),
		referenceId: text().notNull(),
		expiresAt: time().notNull(),
		transferId: ref("transfer").notNull(),
		createdAt: time().notNull(),
		updatedAt: time().notNull(),
	},
	(t) => [
		unique("wallet_holds_of_tenant").on(t.tenantId, t.id),
		index("wallet_holds_by_tenant").on(t.tenantId, t.status, t.createdAt, t.id),
		index("wallet_holds_by_expiry").on(t.status, t.expiresAt, t.id),
		foreignKey({ columns: [t.tenantId, t.transferId], foreignColumns: [transfers.tenantId, transfers.id] }),
		check("wallet_hold_is_positive", sql`${t.amount} > 0`),
	],
);

/** Credit given to a tenant. The sum of what remains of all of them is the balance of its `promo` account. */
export const creditGrants = sqliteTable(
	"credit_grants",
	{
		id: idColumn("grant"),
		...ownedByTenant,
		kind: text({ enum: GRANT_KINDS }).notNull(),
		amount: integer().notNull(),
		remaining: integer().notNull(),
		currency: text().$type<Currency>().notNull(),
		/** Smaller is drawn first. */
		priority: integer().notNull(),
		/** The only product it pays for; null is any. */
		productCode: text(),
		reason: text().notNull(),
		expiresAt: time(),
		/** What it expired or was clawed back with. */
		endedAt: time(),
		transferId: ref("transfer").notNull(),
		createdAt: time().notNull(),
		updatedAt: time().notNull(),
	},
	(t) => [
		unique("credit_grants_of_tenant").on(t.tenantId, t.id),
		index("credit_grants_by_tenant").on(t.tenantId, t.createdAt, t.id),
		index("credit_grants_by_expiry").on(t.expiresAt, t.id).where(sql`remaining > 0`),
		foreignKey({ columns: [t.tenantId, t.transferId], foreignColumns: [transfers.tenantId, transfers.id] }),
		check("credit_grant_remains", sql`${t.remaining} BETWEEN 0 AND ${t.amount}`),
		check("credit_grant_is_positive", sql`${t.amount} > 0`),
	],
);

/** When the tenant wants to hear about its balance, and what may top it up unattended. */
export const walletSettings = sqliteTable(
	"wallet_settings",
	{
		...ownedByTenant,
		currency: text().$type<Currency>().notNull(),
		/** Null: no notice. */
		lowBalance: integer(),
		autoTopUp: text({ enum: AUTO_TOP_UP_KINDS }).notNull(),
		/** Below this balance … */
		threshold: integer(),
		/** … this much is added (`threshold`) or it is filled up to this (`target`). */
		amount: integer(),
		provider: text({ enum: GATEWAYS }),
		noticedAt: time(),
		toppedUpAt: time(),
		updatedAt: time().notNull(),
	},
	(t) => [
		uniqueIndex("wallet_settings_once").on(t.tenantId),
		foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
	],
);
