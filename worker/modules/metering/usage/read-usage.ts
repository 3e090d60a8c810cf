import { and, asc, desc, sql } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { Use } from "#worker/kernel/meters";
import { iso } from "#worker/kernel/time";
import { type Asked, askUsage, viewOf } from "./ask-usage";
import { appliedOf, missingUses } from "./open-uses";
import type { UsageGroup, UsageQuery, UsageView } from "./usage-schemas";
import type { Split } from "./usage-source";

/** So many groups are told; what is in none of them is in the total. */
const MOST_GROUPS = 20;

/**
 * What was used of a meter, window by window: the roll-ups, and what the tenant's object has not handed over yet, so
 * that a call of a second ago is in it. Calls that other isolates still hold come within a lease, five seconds.
 */
export async function readUsage(ctx: TenantContext, query: UsageQuery): Promise<UsageView> {
	const asked = await askUsage(ctx, query);
	const { meter, range, shard, split, source, open } = asked;
	const { table, where, value, bucket } = source;
	const [applied, windows, [all], largest] = await shard.readAll([
		appliedOf(shard, open),
		shard.toSelect({ start: bucket, value }, table, { where, groupBy: [bucket] }),
		shard.toSelect({ value }, table, { where }),
		largestGroups(asked),
	]);
	const uses = missingUses(open, applied).filter((use) => isAsked(asked, use));
	const { code, unit, aggregation } = meter;
	const { window } = query;
	return {
		...{ meter: code, unit, aggregation, window, from: iso(range.start), to: iso(range.end) },
		...viewOf(asked, { total: all?.value ?? 0, windows }, uses),
		...(split && { groups: await readGroups(asked, split, { known: largest.map(({ name }) => name), uses }) }),
	};
}

const isAsked = ({ meter, range, query }: Asked, use: Use): boolean =>
	use.meter === meter.code &&
	use.minute >= range.start &&
	use.minute < range.end &&
	(query.key === undefined || use.key === query.key);

/** Their names alone; one row that nobody reads where nothing is split. */
function largestGroups({ shard, split, source: { table, where, value } }: Asked) {
	const name = split?.of ?? sql<string>`''`;
	const options = { orderBy: [desc(value), asc(name)], limit: split ? MOST_GROUPS : 1 };
	return shard.toSelect({ name, value }, table, { where, groupBy: [name], ...options });
}

type Names = { known: readonly string[]; uses: readonly Use[] };

async function readGroups(asked: Asked, split: Split, { known, uses }: Names): Promise<UsageGroup[]> {
	const { table, where, value, bucket } = asked.source;
	const names = [...new Set([...known, ...uses.map(split.ofUse)])];
	const of = { where: and(where, sql`${split.of} IN (SELECT value FROM json_each(${JSON.stringify(names)}))`) };
	const [windows, totals] = await asked.shard.readAll([
		asked.shard.toSelect({ name: split.of, start: bucket, value }, table, { ...of, groupBy: [split.of, bucket] }),
		asked.shard.toSelect({ name: split.of, value }, table, { ...of, groupBy: [split.of] }),
	]);
	const windowsOf = Map.groupBy(windows, (row) => row.name);
	const usesOf = Map.groupBy(uses, split.ofUse);
	const totalOf = new Map(totals.map((row) => [row.name, row.value]));
	const groups = names.map((name): UsageGroup => {
		const values = { total: totalOf.get(name) ?? 0, windows: windowsOf.get(name) ?? [] };
		return { group: split.told(name), ...viewOf(asked, values, usesOf.get(name) ?? []) };
	});
	return groups.sort((a, b) => b.total - a.total).slice(0, MOST_GROUPS);
}
