import { type SQL, sql } from "drizzle-orm";
import type { Statement } from "#worker/kernel/database";
import type { TenantDb } from "#worker/kernel/tenant-db";
import { DAY, HOUR, MINUTE } from "#worker/kernel/time";
import type { Aggregation } from "../rules";
import { usageDays, usageHours, usageMinutes } from "../shard-tables";

/** Something that was counted at a moment; `split` is the endpoint, or the values of the meter's group-by. */
export type RollUpRow = { meter: string; at: number; key: string; split: string; value: number; count: number };

const ROLL_UPS = {
	minute: { table: usageMinutes, length: MINUTE },
	hour: { table: usageHours, length: HOUR },
	day: { table: usageDays, length: DAY },
} as const;
export type RollUpWindow = keyof typeof ROLL_UPS;

/** So many rows are one statement: D1 takes two megabytes of JSON. */
const ROWS = 2_000;

/**
 * How a window's value takes in one more; a meter of distinct values adds those that are new. The order in which things
 * come changes nothing: of two last values of the same moment the greater one stays.
 */
const MERGED: Record<Aggregation, SQL> = {
	sum: sql`value + excluded.value`,
	unique: sql`value + excluded.value`,
	max: sql`max(value, excluded.value)`,
	last: sql`iif((excluded.latest_at, excluded.value) > (latest_at, value), excluded.value, value)`,
};

/** Adds rows to the minutes, hours and days they are in: three statements, up to 2,000 rows. */
export function addToRollUps(db: TenantDb, aggregation: Aggregation, rows: readonly RollUpRow[]): Statement[] {
	const minutes = inWindows("minute", aggregation, rows);
	// Minutes make up hours, hours days: what is together already is not taken apart.
	const hours = inWindows("hour", aggregation, minutes.map(rowOf));
	const days = inWindows("day", aggregation, hours.map(rowOf));
	return Object.entries({ minute: minutes, hour: hours, day: days }).flatMap(([window, windows]) =>
		addWindows(db, window as RollUpWindow, aggregation, windows),
	);
}

/** Adds rows to the windows of one length. */
export function addToRollUp(
	db: TenantDb,
	window: RollUpWindow,
	aggregation: Aggregation,
	rows: readonly RollUpRow[],
): Statement[] {
	return addWindows(db, window, aggregation, inWindows(window, aggregation, rows));
}

type Window = Omit<typeof usageMinutes.$inferInsert, "tenantId">;

function addWindows(db: TenantDb, window: RollUpWindow, aggregation: Aggregation, windows: Window[]): Statement[] {
	const { table } = ROLL_UPS[window];
	const changes = {
		value: MERGED[aggregation],
		count: sql`count + excluded.count`,
		latestAt: sql`max(latest_at, excluded.latest_at)`,
	};
	const key = [table.tenantId, table.meter, table.start, table.key, table.split];
	return inParts(windows).map((part) => db.mergeMany(table as typeof usageMinutes, part, { key, changes }));
}

/** A window as what was counted at its latest moment. */
const rowOf = ({ latestAt: at, ...window }: Window): RollUpRow => ({ ...window, at });

/** Start of the window of a roll-up that a moment is in. */
export const startOfWindow = (window: RollUpWindow, at: number): number => at - (at % ROLL_UPS[window].length);

export function inParts<R>(rows: readonly R[]): R[][] {
	const parts: R[][] = [];
	for (let from = 0; from < rows.length; from += ROWS) parts.push(rows.slice(from, from + ROWS));
	return parts;
}

/** One row a window, key and split, so that what is written is as little as can be. */
function inWindows(window: RollUpWindow, aggregation: Aggregation, rows: readonly RollUpRow[]): Window[] {
	const windows = new Map<string, Window>();
	for (const { meter, at, key, split, value, count } of rows) {
		const start = startOfWindow(window, at);
		const name = `${meter} ${start} ${key} ${split}`;
		const there = windows.get(name);
		if (!there) {
			windows.set(name, { meter, start, key, split, value, count, latestAt: at });
			continue;
		}
		there.value = merged(aggregation, there, { value, at });
		there.count += count;
		there.latestAt = Math.max(there.latestAt, at);
	}
	return [...windows.values()];
}

function merged(
	aggregation: Aggregation,
	there: { value: number; latestAt: number },
	{ value, at }: { value: number; at: number },
): number {
	if (aggregation === "max") return Math.max(there.value, value);
	if (aggregation === "sum" || aggregation === "unique") return there.value + value;
	if (at === there.latestAt) return Math.max(there.value, value);
	return at > there.latestAt ? value : there.value;
}
