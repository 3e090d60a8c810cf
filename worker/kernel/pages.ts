import { and, asc, desc, eq, gt, lt, or, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import * as z from "zod";
import { AppError } from "./errors";

/** Query of every list: `?cursor=&limit=&sort=-createdAt`. Sorts are closed sets, so that each has its index. */
export function pageQuery<const S extends readonly [string, ...string[]]>(sorts: S) {
	type Sort = S[number] | `-${S[number]}`;
	const options = sorts.flatMap((name) => [name, `-${name}`]) as [Sort, ...Sort[]];
	const newestFirst: string = `-${sorts[0]}`;
	return z.object({
		cursor: z.string().max(400).optional().meta({ description: "`nextCursor` of the page before." }),
		limit: z.coerce.number().int().min(1).max(100).default(25),
		sort: (z.enum(options) as z.ZodType<Sort, Sort>).default(newestFirst as never),
	});
}

export type PageQuery = { cursor?: string | undefined; limit: number; sort: string };

/** One page: `nextCursor` is null on the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
	return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

type Cursor = [sort: string, value: string | number | null, id: string];

function decode(cursor: string, sort: string): Cursor {
	try {
		const parsed = JSON.parse(atob(cursor.replaceAll("-", "+").replaceAll("_", "/")));
		if (Array.isArray(parsed) && parsed.length === 3 && parsed[0] === sort) return parsed as Cursor;
	} catch {
		// falls through to the one answer for every unusable cursor
	}
	throw foreignCursor();
}

const foreignCursor = () =>
	new AppError("validation_failed", "The cursor is not one of this list.", {
		issues: [{ pointer: "?cursor", detail: "not a cursor of this list and sort" }],
	});

/** Escaped to ASCII, which is all that btoa takes: a list may be sorted by names of any script. */
function encode(cursor: Cursor): string {
	const ascii = JSON.stringify(cursor).replaceAll(
		/[\u0080-\uffff]/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
	);
	return btoa(ascii).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Where the page before ended, for a list that is in the order of one unique value; null on the first page. */
export function cursorValue(query: PageQuery): number | null {
	if (!query.cursor) return null;
	const [, value] = decode(query.cursor, query.sort);
	if (!Number.isSafeInteger(value)) throw foreignCursor();
	return Number(value);
}

/** Keyset paging over `(column, id)`: where to go on, in which order, one row more than asked for. */
export function pageClause(query: PageQuery, columns: Record<string, SQLiteColumn | SQL>, id: SQLiteColumn) {
	const descending = query.sort.startsWith("-");
	const column = columns[query.sort.replace("-", "")];
	if (!column) throw new RangeError(`no column to sort by ${query.sort}`);
	const by = sql`${column}`;
	const [order, beyond] = descending ? [desc, lt] : [asc, gt];
	let after: SQL | undefined;
	if (query.cursor) {
		const [, value, lastId] = decode(query.cursor, query.sort);
		after = or(beyond(by, value), and(eq(by, value), beyond(id, lastId)));
	}
	return { after, orderBy: [order(by), order(id)], limit: query.limit + 1 };
}

/** Cuts the extra row off and makes the cursor from the last one kept. */
export function toPage<R, V>(
	rows: R[],
	query: PageQuery,
	key: (row: R) => [string | number | null, string],
	view: (row: R) => V,
) {
	const kept = rows.slice(0, query.limit);
	const last = kept.at(-1);
	const nextCursor = last && rows.length > query.limit ? encode([query.sort, ...key(last)]) : null;
	return { items: kept.map(view), nextCursor };
}
