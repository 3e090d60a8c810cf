import type { BaseContext } from "./context";
import type { PageQuery } from "./pages";
import type { SystemDb } from "./system-db";

/** Shards that are asked at once: an invocation has six connections. */
const AT_ONCE = 6;

type Ask<T> = (db: SystemDb, code: string) => Promise<T>;

/** Asks every shard, a few at once. @returns the answers in the order of the codes */
export async function askShards<T>(ctx: Pick<BaseContext, "shards">, ask: Ask<T>): Promise<T[]> {
	const answers: T[] = [];
	for await (const some of waves(ctx, ask)) answers.push(...some);
	return answers;
}

async function* waves<T>({ shards }: Pick<BaseContext, "shards">, ask: Ask<T>): AsyncGenerator<T[]> {
	for (let from = 0; from < shards.codes.length; from += AT_ONCE)
		yield await Promise.all(shards.codes.slice(from, from + AT_ONCE).map((code) => ask(shards.at(code), code)));
}

type SortValue = string | number | null;

/** What the list is sorted by, and the id that makes it unique: as `toPage` takes it. */
type Key<R> = (row: R) => [SortValue, string];

type Merge<R> = {
	query: Pick<PageQuery, "limit" | "sort">;
	key: Key<R>;
	/** One shard's page by `pageClause` of the same query: its rows in order, one more than the limit. */
	read: Ask<R[]>;
};

/**
 * One page over all shards: each is asked for a page after the same cursor, and the first of all those rows are it.
 * Rows in memory are bounded by the page, not by the shards.
 * @returns at most one row more than the limit, in order: what `toPage` makes a page and the next cursor of
 */
export async function mergePages<R>(ctx: Pick<BaseContext, "shards">, { query, key, read }: Merge<R>): Promise<R[]> {
	const direction = query.sort.startsWith("-") ? -1 : 1;
	const order = (a: R, b: R) => direction * compareKeys(key(a), key(b));
	let first: R[] = [];
	for await (const pages of waves(ctx, read)) first = [...first, ...pages.flat()].sort(order).slice(0, query.limit + 1);
	return first;
}

function compareKeys([value, id]: [SortValue, string], [otherValue, otherId]: [SortValue, string]): number {
	return compareValues(value, otherValue) || compareValues(id, otherId);
}

/** As SQLite sorts: null, then numbers, then text by its bytes. */
function compareValues(a: SortValue, b: SortValue): number {
	if (typeof a === "number" && typeof b === "number") return a - b;
	if (typeof a === "string" && typeof b === "string") return compareTexts(a, b);
	return rank(a) - rank(b);
}

const rank = (value: SortValue): number => (value === null ? 0 : typeof value === "number" ? 1 : 2);

/** UTF-8 sorts by code points, which JavaScript's own order does not do beyond U+FFFF. */
function compareTexts(a: string, b: string): number {
	for (let at = 0; ; at++) {
		const [left, right] = [a.codePointAt(at), b.codePointAt(at)];
		if (left !== right || left === undefined) return (left ?? -1) - (right ?? -1);
	}
}
