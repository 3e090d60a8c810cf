import { and, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { invalid } from "#worker/kernel/errors";
import type { Use } from "#worker/kernel/meters";
import type { Meter } from "../meters/manage-meters";
import type { Aggregation, Period } from "../rules";
import { usageDays, usageHours, usageUniques } from "../shard-tables";
import type { UsageWindow } from "./usage-ranges";

/** The value of the latest moment; of several, the greatest. Values are whole and not negative, so that text sorts them. */
export const LAST = sql<number>`CAST(substr(max(printf('%015d%020d', latest_at, "value")), 16) AS INTEGER)`;

/** How the rows of a roll-up, or the values that were seen, become one number. */
export const VALUE: Record<Aggregation, SQL<number>> = {
	sum: sql<number>`sum("value")`,
	max: sql<number>`max("value")`,
	last: LAST,
	unique: sql<number>`count(DISTINCT "value")`,
};

type Asked = Pick<Meter, "code" | "aggregation"> & { window: UsageWindow; key?: string | undefined };

/** In which rows an aggregation is kept for windows of that length, and which of them begin in a period. */
export function rowsIn(aggregation: Aggregation, window: UsageWindow, { start, end }: Period) {
	const unique = aggregation === "unique";
	const rollUp = window === "hour" ? usageHours : usageDays;
	// What both have is all that is read of either.
	const table = (unique ? usageUniques : rollUp) as typeof usageHours;
	const length = window === "hour" ? ("hour" as const) : ("day" as const);
	const ofLength = unique ? eq(usageUniques.window, length) : undefined;
	return { table, within: and(ofLength, gte(table.start, start), lt(table.start, end)) };
}

/** Where the numbers of a meter are, in whole windows: what is counted, in which rows, and the window a row is in. */
export function sourceOf({ code, aggregation, window, key }: Asked, period: Period) {
	const { table, within } = rowsIn(aggregation, window, period);
	const where = and(eq(table.meter, code), within, key === undefined ? undefined : eq(table.key, key));
	const month = sql<number>`unixepoch(start / 1000, 'unixepoch', 'start of month') * 1000`;
	return { table, where, value: VALUE[aggregation], bucket: window === "month" ? month : sql<number>`start` };
}

/** By what a meter's use is split: as the rows have it, as the object has it, and as it is told. */
export type Split = {
	of: SQL<string>;
	ofUse: (use: Use) => string;
	told: (name: string) => string | number | boolean | null;
};

export function splitOf({ source, groupBy }: Meter, by: string): Split {
	const plain = (name: string) => (name === "" ? null : name);
	if (source === "admission" && by === "key") return { of: sql<string>`"key"`, ofUse: ({ key }) => key, told: plain };
	if (source === "admission" && by === "endpoint")
		return { of: sql<string>`split`, ofUse: ({ endpoint }) => endpoint, told: plain };
	const at = groupBy.indexOf(by);
	if (at < 0) {
		const known = source === "admission" ? ["key", "endpoint"] : groupBy;
		throw invalid("?groupBy", known.length > 0 ? `It is split by ${known.join(", ")}.` : "It is not split at all.");
	}
	return { of: sql<string>`split -> ${sql.raw(`'$[${at}]'`)}`, ofUse: () => "null", told: (name) => JSON.parse(name) };
}
