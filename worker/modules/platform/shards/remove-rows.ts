import { eq, type SQL, sql } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import type { fences } from "#worker/kernel/shard-tables";
import type { Pace } from "./copy-rows";
import { type Move, stands } from "./fences";
import { MOVED_TABLES, type MovedTable } from "./moved-tables";

type Place = { code: string; side: typeof fences.$inferSelect.side };

/** Deletes some pages of the tenant's rows from a shard, while its fence stands there. @returns whether nothing is left */
export async function removeRows(ctx: SystemContext, move: Move, { code, side }: Place, pace: Pace): Promise<boolean> {
	const db = ctx.shards.at(code);
	let pages = pace.pages;
	for (const moved of MOVED_TABLES) {
		const mine = eq(moved.table.tenantId, move.tenantId);
		while (await db.find(moved.table, mine)) {
			if (pages-- === 0) return false;
			await db.batch([db.remove(moved.table, somePage(moved, move, { side, limit: pace.rows }))]);
		}
	}
	return true;
}

function somePage({ name }: MovedTable, move: Move, { side, limit }: { side: Place["side"]; limit: number }): SQL {
	const rows = sql`SELECT rowid FROM ${sql.identifier(name)} WHERE tenant_id = ${move.tenantId} LIMIT ${limit}`;
	return sql`rowid IN (${rows}) AND ${stands(move, side)}`;
}
