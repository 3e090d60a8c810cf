import { integer, type SQLiteColumn, type SQLiteTable, text } from "drizzle-orm/sqlite-core";
import type { Id, IdKind } from "./ids";

/** Building blocks of every table. Times are epoch milliseconds. */
export const idColumn = <K extends IdKind>(_kind: K) => text().$type<Id<K>>().primaryKey();
export const ref = <K extends IdKind>(_kind: K) => text().$type<Id<K>>();
export const time = () => integer();

/** Spread into every table that belongs to a tenant; `TenantDb` refuses tables without it. */
export const ownedByTenant = { tenantId: text().$type<Id<"tenant">>().notNull() };

export type TenantTable = SQLiteTable & { tenantId: SQLiteColumn };

/** A table of the installation. `TenantDb` may read those that say so: catalogue and the like, never people. */
export type SharedTable = SQLiteTable & { readonly sharedWithTenants: true };

export function sharedWithTenants<T extends SQLiteTable>(table: T): T & { readonly sharedWithTenants: true } {
	return Object.assign(table, { sharedWithTenants: true as const });
}
