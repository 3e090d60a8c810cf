import { count, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { SystemContext } from "#worker/kernel/context";
import type { SystemDb } from "#worker/kernel/system-db";
import type { Move } from "./fences";
import { MOVED_TABLES, type MovedTable } from "./moved-tables";
import { differenceOf, type Tally } from "./rules";

/** Counts and sums of every table on both shards. @returns what parts them first, or null */
export async function compareRows(ctx: SystemContext, move: Move): Promise<string | null> {
	for (const moved of MOVED_TABLES) {
		const [source, target] = await Promise.all(
			[move.from, move.to].map((code) => tallyOf(ctx.shards.at(code), moved, move)),
		);
		const difference = source && target ? differenceOf(moved.name, source, target) : null;
		if (difference) return difference;
	}
	return null;
}

async function tallyOf(db: SystemDb, { table }: MovedTable, { tenantId }: Move): Promise<Tally> {
	const columns = Object.entries(getTableColumns(table) as Record<string, SQLiteColumn>);
	const sums = columns.map(([key, column]) => [key, sumOf(column)]);
	const where = eq(table.tenantId, tenantId);
	const [tally] = await db.select({ ...Object.fromEntries(sums), rows: count() }, table, { where });
	return tally as Tally;
}

/** Whole numbers in their lower half, so that no sum overflows; texts by their length. */
function sumOf(column: SQLiteColumn): SQL<number> {
	if (column.getSQLType() === "integer") return sql<number>`coalesce(sum(${column} & 4294967295), 0)`;
	if (column.getSQLType() === "real") return sql<number>`total(${column})`;
	return sql<number>`coalesce(sum(length(${column})), 0)`;
}
