import { or, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";

/** Rows where any of the columns contains the text, whatever its case. (D1 refuses LIKE patterns above 50 bytes.) */
export function contains(text: string | undefined, ...columns: SQLiteColumn[]): SQL | undefined {
	if (!text) return undefined;
	return or(...columns.map((column) => sql`instr(lower(${column}), ${text.toLowerCase()}) > 0`));
}

/** `column = value` when a value is asked for. */
export function matches<T>(column: SQLiteColumn, value: T | undefined): SQL | undefined {
	return value === undefined ? undefined : sql`${column} = ${value}`;
}
