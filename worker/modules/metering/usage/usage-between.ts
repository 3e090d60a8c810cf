import { and, eq, gte, inArray, lt, or, sql } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import { among } from "#worker/kernel/many";
import { readShard, type TenantReader } from "#worker/kernel/shards";
import { DAY, HOUR } from "#worker/kernel/time";
import type { Meter } from "../meters/manage-meters";
import type { Aggregation, Period } from "../rules";
import { usageDays, usageHours, usageUniques } from "../shard-tables";
import { meters } from "../tables";
import { appliedOf, missingUses, type OpenUses, readOpenUses } from "./open-uses";
import { piecesOf } from "./usage-ranges";
import { VALUE } from "./usage-source";

type Counted = Pick<Meter, "code" | "aggregation" | "source">;
/** A meter's use by its code; one without use is not in it. */
export type Totals = ReadonlyMap<string, number>;

/**
 * What a tenant used of a meter in [from, to), by whole hours: an hour belongs to the range it begins in. Exact by the
 * meter's aggregation, with what the tenant's object has not handed over yet. Hours at the edges are kept for 90 days.
 */
export async function usageBetween(ctx: TenantContext, code: string, from: number, to: number): Promise<number> {
	const meter = await ctx.db.findShared(meters, eq(meters.code, code));
	if (!meter) throw new AppError("not_found");
	const [totals] = await usageTotals(ctx, [meter], [{ start: from, end: to }]);
	return totals?.get(code) ?? 0;
}

/** The same for several meters and periods: one call of the shard for each period, one of the object for all. */
export async function usageTotals(
	ctx: TenantContext,
	counted: readonly Counted[],
	periods: readonly Period[],
): Promise<Totals[]> {
	const shard = await readShard(ctx, ctx.tenantId);
	const open = await readOpenUses(ctx, counted);
	return Promise.all(periods.map((period) => totalsOf(shard, counted, open, period)));
}

/** The same for one period, of a shard that is open, with what its object has told. */
export async function totalsOf(shard: TenantReader, counted: readonly Counted[], open: OpenUses, period: Period) {
	const aggregationOf = new Map(counted.map(({ code, aggregation }) => [code, aggregation]));
	const codes = [...aggregationOf.keys()];
	const { hours, days } = piecesOf(period);
	const [applied, first, last, whole, distinct] = await shard.readAll([
		appliedOf(shard, open),
		shard.toSelect(SUMS, usageHours, ofMeters(usageHours, codes, hours[0])),
		shard.toSelect(SUMS, usageHours, ofMeters(usageHours, codes, hours[1])),
		shard.toSelect(SUMS, usageDays, ofMeters(usageDays, codes, days)),
		shard.toSelect(DISTINCT, usageUniques, distinctIn(codes, hours, days)),
	]);
	const totals = addUp([...first, ...last, ...whole], aggregationOf);
	for (const { meter, value } of distinct) totals.set(meter, value);
	for (const { meter, minute, count } of missingUses(open, applied)) {
		const hour = minute - (minute % HOUR);
		const isIn = hour >= period.start && hour < period.end && aggregationOf.has(meter);
		if (isIn) totals.set(meter, (totals.get(meter) ?? 0) + count);
	}
	return totals;
}

const SUMS = {
	meter: usageHours.meter,
	...{ sum: VALUE.sum, max: VALUE.max, last: VALUE.last },
	latestAt: sql<number>`max(latest_at)`,
};
type Sums = { meter: string; sum: number; max: number; last: number; latestAt: number };
const DISTINCT = { meter: usageUniques.meter, value: VALUE.unique };

type Rows = typeof usageHours | typeof usageDays;

/** One range each, so that the index serves for the time, too. */
function ofMeters({ meter, start }: Rows, codes: readonly string[], period: Period | null | undefined) {
	const { start: from, end: to } = period ?? { start: 0, end: 0 };
	return { where: and(among(meter, codes), gte(start, from), lt(start, to)), groupBy: [meter] };
}

/** Values of hours and of days together, each once: their windows are named one by one, as the index has them. */
function distinctIn(codes: readonly string[], hours: readonly Period[], days: Period | null) {
	const { meter, window, start } = usageUniques;
	const startsOf = (periods: readonly Period[], length: number) =>
		periods.flatMap((one) => Array.from({ length: (one.end - one.start) / length }, (_, n) => one.start + n * length));
	const [ofHours, ofDays] = [startsOf(hours, HOUR), startsOf(days ? [days] : [], DAY)];
	const isOneOf = (starts: readonly number[]) =>
		sql`${start} IN (SELECT CAST(value AS INTEGER) FROM json_each(${JSON.stringify(starts)}))`;
	const named = or(and(eq(window, "hour"), isOneOf(ofHours)), and(eq(window, "day"), isOneOf(ofDays)));
	const where = and(among(meter, codes), inArray(window, ["hour", "day"]), isOneOf([...ofHours, ...ofDays]), named);
	return { where, groupBy: [meter] };
}

function addUp(rows: readonly Sums[], aggregationOf: ReadonlyMap<string, Aggregation>): Map<string, number> {
	const totals = new Map<string, number>();
	for (const [meter, of] of Map.groupBy(rows, (row) => row.meter)) {
		const aggregation = aggregationOf.get(meter);
		if (aggregation === "sum")
			totals.set(
				meter,
				of.reduce((sum, row) => sum + row.sum, 0),
			);
		if (aggregation === "max") totals.set(meter, Math.max(...of.map((row) => row.max)));
		if (aggregation === "last") totals.set(meter, of.reduce(later).last);
	}
	return totals;
}

const later = (a: Sums, b: Sums): Sums =>
	b.latestAt > a.latestAt || (b.latestAt === a.latestAt && b.last > a.last) ? b : a;
