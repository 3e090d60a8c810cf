import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable, SQLiteUpdateSetSource } from "drizzle-orm/sqlite-core";
import type { Database, Statement } from "./database";

/*
 * D1 takes 100 parameters a statement and counts the statements of an invocation. A list that may be longer travels as
 * one parameter, in JSON.
 */

/** `column IN (values)`, however many there are. */
export const among = (column: SQLiteColumn, values: readonly string[]): SQL =>
	sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;

/** One `INSERT` of all these rows, encoded by their columns; what a row does not name is null. Only while `condition` holds. */
export function insertRows<T extends SQLiteTable>(
	db: Database,
	table: T,
	rows: readonly T["$inferInsert"][],
	condition: SQL = sql`true`,
): Statement {
	const columns = Object.entries(getTableColumns(table));
	const encoded = rows.map((row) =>
		columns.map(([key, column]) => {
			const value = (row as Record<string, unknown>)[key] ?? null;
			return value === null ? null : column.mapToDriverValue(value);
		}),
	);
	const values = columns.map((_column, n) => sql.raw(`value ->> ${n}`));
	const select = sql`SELECT ${sql.join(values, sql`, `)} FROM json_each(${JSON.stringify(encoded)}) WHERE ${condition}`;
	return db.insert(table).select(select) as unknown as Statement;
}

/** The same, where a row that is there under `key` is changed instead. */
export function mergeRows<T extends SQLiteTable>(
	db: Database,
	table: T,
	rows: readonly T["$inferInsert"][],
	{ key, changes }: Merge<T>,
): Statement {
	const insert = insertRows(db, table, rows) as unknown as { onConflictDoUpdate(conflict: object): Statement };
	return insert.onConflictDoUpdate({ target: key, set: changes });
}

/** What makes two rows one, and what becomes of it; `excluded.column` is the new row's. */
export type Merge<T extends SQLiteTable> = { key: SQLiteColumn[]; changes: SQLiteUpdateSetSource<T> };
