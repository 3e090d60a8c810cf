import { eq, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Statement } from "./database";
import type { SystemDb } from "./system-db";

type OrderedTable = SQLiteTable & { id: SQLiteColumn; position: SQLiteColumn; updatedAt: SQLiteColumn };
type Positions = { position: number | SQL; updatedAt?: number };

/** Puts the rows into the order given; rows that are not named keep their order behind them. */
export function reorder<T extends OrderedTable>(
	db: SystemDb,
	table: T,
	ids: readonly string[],
	now: number,
): Statement[] {
	const change = (where: SQL, changes: Positions) => db.update(table, where, changes as never);
	return [
		change(sql`true`, { position: sql`${table.position} + ${ids.length * 10}` }),
		...ids.map((id, index) => change(eq(table.id, id), { position: (index + 1) * 10, updatedAt: now })),
	];
}
