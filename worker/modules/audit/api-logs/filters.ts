import { and, eq, gte, lt, lte, type SQL, sql } from "drizzle-orm";
import { cursorValue, type PageQuery, pageClause } from "#worker/kernel/pages";
import { matches } from "#worker/kernel/search";
import type { ApiLogFilters } from "./schemas";
import { apiLogs } from "./shard-tables";

const { at, duration, id } = apiLogs;

/** Said as the partial indexes say it, with the number in the statement: only then are they used. */
const failed = sql`${apiLogs.status} >= 400`;

/** SQLite takes any index that fits for as good as another: so it knows which one leaves fewer lines. */
const few = (condition: SQL): SQL => sql`likelihood(${condition}, 0.001)`;

/** What a list of the log is narrowed to. */
export function wanted({ method, status, route, key, from, to, slowerThan }: ApiLogFilters): SQL | undefined {
	return and(
		status === undefined ? undefined : ofStatus(status),
		matches(apiLogs.method, method),
		route === undefined ? undefined : few(eq(apiLogs.route, route)),
		key === undefined ? undefined : few(eq(apiLogs.actorId, key)),
		between(from, to),
		slowerThan === undefined ? undefined : gte(duration, slowerThan + 1),
	);
}

export const between = (from?: number, to?: number): SQL | undefined =>
	and(from === undefined ? undefined : gte(at, from), to === undefined ? undefined : lt(at, to));

function ofStatus(status: string): SQL | undefined {
	const digit = Number(status[0]);
	const exact = status.endsWith("xx")
		? and(gte(apiLogs.status, digit * 100), lt(apiLogs.status, digit * 100 + 100))
		: eq(apiLogs.status, Number(status));
	return digit >= 4 ? and(failed, exact) : exact;
}

/**
 * A page by time or duration. The log is long: a page far behind begins where the last one ended, and does not walk there.
 */
export function pageOfLog(query: PageQuery) {
	const page = pageClause(query, { at, duration }, id);
	const place = cursorValue(query);
	const column = query.sort.endsWith("at") ? at : duration;
	const reached = place === null ? undefined : query.sort.startsWith("-") ? lte(column, place) : gte(column, place);
	return { ...page, after: and(reached, page.after) };
}

/** What the row is known by on a page of that sort. */
export const placeOf =
	({ sort }: Pick<PageQuery, "sort">) =>
	(row: { at: number; duration: number; id: string }): [number, string] => [
		sort.endsWith("at") ? row.at : row.duration,
		row.id,
	];
