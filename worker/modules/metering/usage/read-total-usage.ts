import { and, asc, eq, ne, type SQL, sql } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import { invalid } from "#worker/kernel/errors";
import { among } from "#worker/kernel/many";
import { askShards } from "#worker/kernel/shard-pages";
import { livesHere } from "#worker/kernel/shards";
import type { SystemDb } from "#worker/kernel/system-db";
import { DAY, iso } from "#worker/kernel/time";
import type { Meter } from "../meters/manage-meters";
import type { Aggregation, Period } from "../rules";
import { meters } from "../tables";
import { endOf, startOf, type UsageWindow, windowsOf } from "./usage-ranges";
import type { TotalUsageQuery, TotalUsageView } from "./usage-schemas";
import { LAST, rowsIn, VALUE } from "./usage-source";

/**
 * What all tenants together used of a meter, window by window, and of every other meter in the same range: their values
 * added up, of a maximum the greatest. As the roll-ups have it, a minute or two behind.
 */
export async function readTotalUsage(ctx: SystemContext, query: TotalUsageQuery): Promise<TotalUsageView> {
	const counted = await ctx.db.list(meters, {
		where: and(ne(meters.source, "records"), eq(meters.state, "active")),
		orderBy: [asc(meters.createdAt), asc(meters.id)],
	});
	const meter = counted.find(({ code }) => code === query.meter);
	if (!meter) throw invalid("?meter", "No such meter is counted over time.");
	const { window } = query;
	const starts = windowsOf(window, rangeOf(query, ctx.now), ctx.now);
	const range = { start: starts[0] ?? 0, end: endOf(window, starts) };
	const answers = await askShards(ctx, async (shard) => ({
		windows: await windowsIn(shard, meter, { window, range }),
		totals: await totalsIn(shard, counted, { window, range }),
	}));
	const values = addUp(answers.flatMap((shard) => shard.windows.map((row) => [row.start, row.value, meter])));
	const totals = addUp(answers.flatMap((shard) => shard.totals.map(({ meter: of, value }) => [of.code, value, of])));
	return {
		...{ meter: meter.code, unit: meter.unit, aggregation: meter.aggregation, window },
		...{ from: iso(range.start), to: iso(range.end) },
		items: starts.map((start) => ({ start: iso(start), value: values.get(start) ?? 0 })),
		total: totals.get(meter.code) ?? 0,
		meters: counted.map(({ code, name, unit, aggregation }) => {
			return { meter: code, name, unit, aggregation, total: totals.get(code) ?? 0 };
		}),
	};
}

function rangeOf({ window, from, to }: TotalUsageQuery, now: number): Period {
	const end = to ?? now + 1;
	if (from !== undefined) return { start: from, end };
	if (window === "month") return { start: startOf("month", end - 335 * DAY), end };
	return { start: end - (window === "hour" ? DAY : 30 * DAY), end };
}

function addUp<K>(rows: readonly (readonly [K, number, Pick<Meter, "aggregation">])[]): Map<K, number> {
	const sums = new Map<K, number>();
	for (const [key, value, { aggregation }] of rows) {
		const sofar = sums.get(key) ?? 0;
		sums.set(key, aggregation === "max" ? Math.max(sofar, value) : sofar + value);
	}
	return sums;
}

type Range = { window: UsageWindow; range: Period };

function windowsIn(shard: SystemDb, { code, aggregation }: Meter, { window, range }: Range) {
	const { table, where, bucket } = rowsOf(aggregation, [code], { window, range });
	const value = combined(aggregation, window, range, bucket);
	return shard.select({ start: bucket, value }, table, { where, groupBy: [bucket] });
}

/** One read for all meters of an aggregation. */
async function totalsIn(shard: SystemDb, counted: readonly Meter[], { window, range }: Range) {
	const kinds = [...Map.groupBy(counted, ({ aggregation }) => aggregation)];
	const read = kinds.map(async ([aggregation, some]) => {
		const codes = some.map(({ code }) => code);
		const { table, where } = rowsOf(aggregation, codes, { window, range });
		const value = combined(aggregation, window, range);
		const rows = await shard.select({ code: table.meter, value }, table, { where, groupBy: [table.meter] });
		return rows.flatMap((row) => some.filter(({ code }) => code === row.code).map((meter) => ({ ...row, meter })));
	});
	return (await Promise.all(read)).flat();
}

function rowsOf(aggregation: Aggregation, codes: readonly string[], { window, range }: Range) {
	const { table, within } = rowsIn(aggregation, window, range);
	const where = and(among(table.meter, codes), within, livesHere(table));
	return { table, where, bucket: bucketOf(window, sql.raw("start")) };
}

const bucketOf = (window: UsageWindow, start: SQL): SQL<number> =>
	window === "month"
		? sql<number>`unixepoch(${start} / 1000, 'unixepoch', 'start of month') * 1000`
		: sql<number>`${start}`;

/** What is different for one tenant is different from the same of another; the last values of all are added up. */
function combined(aggregation: Aggregation, window: UsageWindow, { start, end }: Period, bucket?: SQL): SQL<number> {
	if (aggregation === "unique") return sql<number>`count(DISTINCT tenant_id || ' ' || "value")`;
	if (aggregation !== "last") return VALUE[aggregation];
	const name = sql.raw(window === "hour" ? "usage_hours" : "usage_days");
	const same = bucket
		? sql`${bucketOf(window, sql`d.start`)} = ${bucketOf(window, sql`${name}.start`)}`
		: sql`d.start >= ${start} AND d.start < ${end}`;
	const gone = sql`SELECT f.tenant_id FROM fences f WHERE f.side IN ('arriving', 'left')`;
	const ofTenants = sql`SELECT ${LAST} AS v FROM ${name} d
		WHERE d.meter = ${name}.meter AND ${same} AND d.tenant_id NOT IN (${gone}) GROUP BY d.tenant_id`;
	return sql<number>`(SELECT sum(v) FROM (${ofTenants}))`;
}
