import { sql } from "drizzle-orm";
import type { TenantReader } from "#worker/kernel/shards";
import type { Period } from "../rules";
import { usageFlushes } from "../shard-tables";
import { totalsOf } from "./usage-between";

/** What was counted of each meter in a period, and the highest number that a flush has had. */
export type Past = { counted: { meter: string; value: number }[]; sequence: number };

const ADMITTED = ["api_calls", "inferences"].map((code) => ({
	...{ code, aggregation: "sum" as const, source: "admission" as const },
}));

/**
 * What the roll-ups know of a tenant's calls, for an object that knows nothing: it is new, or has lost what it knew. By
 * whole hours; in two calls of the shard, at the same time.
 */
export async function readPast(shard: TenantReader, period: Period): Promise<Past> {
	const highest = sql<number>`coalesce(max(${usageFlushes.sequence}), 0)`;
	const [totals, [last]] = await Promise.all([
		totalsOf(shard, ADMITTED, { open: [], flushes: [] }, period),
		shard.select({ highest }, usageFlushes),
	]);
	return {
		counted: ADMITTED.map(({ code }) => ({ meter: code, value: totals.get(code) ?? 0 })),
		sequence: last?.highest ?? 0,
	};
}
