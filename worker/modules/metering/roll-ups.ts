import { type SQL, sql } from "drizzle-orm";
import type { Statement } from "#worker/kernel/database";
import type { TenantDb } from "#worker/kernel/tenant-db";
import { DAY, HOUR, MINUTE } from "#worker/kernel/time";
import type { Aggregation } from "./rules";
import { usageDays, usageHours, usageMinutes } from "./shard-tables";

/** Something that was counted at a moment; `split` is the endpoint, or the values of the meter's group-by. */
export type RollUpRow = { meter: string; at: number; key: string; split: string; value: number; count: number };

type RollUp = typeof usageMinutes | typeof usageHours | typeof usageDays;
const ROLL_UPS: readonly [RollUp, number][] = [
	[usageMinutes, MINUTE],
	[usageHours, HOUR],
	[usageDays, DAY],
];

/** How a window's value takes in one more; a meter of distinct values adds those that are new. */
const MERGED: Record<Aggregation, SQL> = {
	sum: sql`value + excluded.value`,
	unique: sql`value + excluded.value`,
	max: sql`max(value, excluded.value)`,
	last: sql`iif(excluded.latest_at >= latest_at, excluded.value, value)`,
};

/** Adds rows to the minutes, hours and days they are in: three statements, however many rows. */
export function addToRollUps(db: TenantDb, aggregation: Aggregation, rows: readonly RollUpRow[]): Statement[] {
	if (rows.length === 0) return [];
	return ROLL_UPS.map(([table, length]) => {
		const windows = inWindows(rows, length, aggregation);
		const changes = {
			value: MERGED[aggregation],
			count: sql`count + excluded.count`,
			latestAt: sql`max(latest_at, excluded.latest_at)`,
		};
		const key = [table.tenantId, table.meter, table.start, table.key, table.split];
		return db.mergeMany(table as typeof usageMinutes, windows, { key, changes });
	});
}

/** One row a window, key and split, so that what is written is as little as can be. */
function inWindows(rows: readonly RollUpRow[], length: number, aggregation: Aggregation) {
	const windows = new Map<string, Omit<typeof usageMinutes.$inferInsert, "tenantId">>();
	for (const { meter, at, key, split, value, count } of rows) {
		const start = Math.floor(at / length) * length;
		const name = JSON.stringify([meter, start, key, split]);
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
	if (aggregation === "last") return at >= there.latestAt ? value : there.value;
	return there.value + value;
}
