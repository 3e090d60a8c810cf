import { and, gte, lt, sql } from "drizzle-orm";
import type { BaseContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { among } from "#worker/kernel/many";
import { readShard } from "#worker/kernel/shards";
import type { Aggregation, Period } from "./rules";
import { usageHours } from "./shard-tables";

/** How the windows of a period become its number; distinct values were added where they were new. */
const OVER: Record<Aggregation, "total" | "highest" | "latest"> = {
	...{ sum: "total", unique: "total", max: "highest", last: "latest" },
};

/**
 * What the roll-ups have of these meters in a period, by whole hours: an hour belongs to the period in which it begins.
 * One call of the tenant's shard. Meters without use are 0.
 */
export async function periodUse(
	ctx: BaseContext,
	tenantId: Id<"tenant">,
	meters: readonly { code: string; aggregation: Aggregation }[],
	{ start, end }: Period,
): Promise<Map<string, number>> {
	if (meters.length === 0) return new Map();
	const shard = await readShard(ctx, tenantId);
	const codes = meters.map(({ code }) => code);
	const rows = await shard.select(
		{
			meter: usageHours.meter,
			total: sql<number>`sum(value)`,
			highest: sql<number>`max(value)`,
			latest: sql<number>`CAST(substr(max(printf('%015d', latest_at) || value), 16) AS REAL)`,
		},
		usageHours,
		{
			where: and(among(usageHours.meter, codes), gte(usageHours.start, start), lt(usageHours.start, end)),
			groupBy: [usageHours.meter],
		},
	);
	const rowOf = new Map(rows.map((row) => [row.meter, row]));
	return new Map(meters.map(({ code, aggregation }) => [code, rowOf.get(code)?.[OVER[aggregation]] ?? 0]));
}
