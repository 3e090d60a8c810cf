import { and, asc, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { SystemContext } from "#worker/kernel/context";
import type { SystemDb } from "#worker/kernel/system-db";
import { type Move, stands } from "./fences";
import { MOVED_TABLES, type MovedTable } from "./moved-tables";
import type { MovePlace } from "./tables";

/** How much one step does: rows a page, and pages. */
export type Pace = { rows: number; pages: number };

/** Of the text that one statement takes; D1 takes two megabytes. */
const MOST_CHARACTERS = 500_000;

/** Copies some pages. @returns how many rows, and where to go on; null where all is copied */
export async function copyRows(ctx: SystemContext, move: Move, pace: Pace) {
	const [source, target] = [ctx.shards.at(move.from), ctx.shards.at(move.to)];
	let place: MovePlace | null = move.place ?? startOf(MOVED_TABLES[0]);
	let copied = 0;
	for (let page = 0; place && page < pace.pages; page++) {
		const { name } = { name: place.table };
		const index = MOVED_TABLES.findIndex((moved) => moved.name === name);
		const moved = MOVED_TABLES[index];
		if (!moved) throw new RangeError(`no table of the shards: ${name}`);
		const rows = await readPage(source, moved, { move, after: place.after, limit: pace.rows });
		await writePage(target, moved, { move, rows });
		copied += rows.length;
		const last = rows.at(-1);
		const more = last && rows.length === pace.rows;
		place = more ? { table: name, after: moved.by.map((key) => last[key]) as never } : startOf(MOVED_TABLES[index + 1]);
	}
	return { copied, place };
}

const startOf = (moved: MovedTable | undefined): MovePlace | null =>
	moved ? { table: moved.name, after: null } : null;

type Row = Record<string, unknown>;
type From = { move: Move; after: MovePlace["after"]; limit: number };

function readPage(source: SystemDb, { table, by }: MovedTable, { move, after, limit }: From): Promise<Row[]> {
	const columns = by.map((key) => (getTableColumns(table) as Record<string, SQLiteColumn>)[key] as SQLiteColumn);
	const where = and(eq(table.tenantId, move.tenantId), after ? beyond(columns, after) : undefined);
	return source.list(table, { where, orderBy: columns.map((column) => asc(column)), limit }) as Promise<Row[]>;
}

function beyond(columns: SQLiteColumn[], values: (string | number)[]): SQL {
	const [left, right] = [columns, values].map((all) =>
		sql.join(
			all.map((one) => sql`${one}`),
			sql`, `,
		),
	);
	return sql`(${left}) > (${right})`;
}

/** What is there already stays: a page that is copied again adds nothing. */
async function writePage(target: SystemDb, { table }: MovedTable, { move, rows }: { move: Move; rows: Row[] }) {
	const here = stands(move, "arriving");
	await target.batch(inParts(rows).map((part) => target.insertManyNew(table, part as never, here)));
}

/** Rows in runs that a statement takes; one that is too long for it alone goes alone. */
function inParts(rows: Row[]): Row[][] {
	const parts: Row[][] = [];
	let room = 0;
	for (const row of rows) {
		const length = JSON.stringify(row).length;
		if (length > room || parts.length === 0) {
			parts.push([]);
			room = MOST_CHARACTERS;
		}
		parts.at(-1)?.push(row);
		room -= length;
	}
	return parts;
}
