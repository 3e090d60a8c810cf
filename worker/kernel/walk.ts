import { and, asc, eq, gt, or, type SQL } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";

/** The last row that was handled, by what the rows are in the order of. */
export type Place = { at: number; id: string };

/** How many rows a walk handled; and where the next one goes on, if there may be more. */
export type Walked = { handled: number; rest: Place | null };

type Page = { after: SQL | undefined; orderBy: SQL[]; limit: number };

/** Without `at`, `id` alone orders them; their place is then at 0. */
type By = { at: SQLiteColumn | null; id: SQLiteColumn };
type Walk<Row> = {
	/** The order; an index has to begin with it. */
	by: By;
	/** Rows a page, and in all. */
	page: number;
	most: number;
	/** Where an earlier walk had its fill; from the first row where there was none. */
	from?: Place | null;
	read: (page: Page) => Promise<Row[]>;
	placeOf: (row: Row) => Place;
	handle: (rows: Row[]) => Promise<unknown>;
};

/**
 * Goes through rows in the order of (at, id), page by page. What is handled may leave the list or stay in it: the walk
 * goes by where it was, so that rows which stay hold up no others.
 */
export async function walk<Row>({ by, page, most, from = null, read, placeOf, handle }: Walk<Row>): Promise<Walked> {
	let [handled, place] = [0, from];
	while (handled < most) {
		const limit = Math.min(page, most - handled);
		const rows = await read({ after: beyond(by, place), orderBy: orderOf(by), limit });
		const last = rows.at(-1);
		if (last) await handle(rows);
		handled += rows.length;
		if (!last || rows.length < limit) return { handled, rest: null };
		place = placeOf(last);
	}
	return { handled, rest: place };
}

const orderOf = ({ at, id }: By): SQL[] => (at ? [asc(at), asc(id)] : [asc(id)]);

function beyond({ at, id }: By, place: Place | null): SQL | undefined {
	if (place === null) return undefined;
	return at === null ? gt(id, place.id) : or(gt(at, place.at), and(eq(at, place.at), gt(id, place.id)));
}
