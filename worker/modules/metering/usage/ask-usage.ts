import { eq } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { invalid } from "#worker/kernel/errors";
import type { Use } from "#worker/kernel/meters";
import { readShard, type TenantReader } from "#worker/kernel/shards";
import { DAY, iso } from "#worker/kernel/time";
import { snapshotOf, snapshotReads } from "../admission/snapshot";
import type { Meter } from "../meters/manage-meters";
import type { Period } from "../rules";
import { meters } from "../tables";
import { type OpenUses, readOpenUses } from "./open-uses";
import { endOf, startOf, windowsOf } from "./usage-ranges";
import type { UsageQuery } from "./usage-schemas";
import { type Split, sourceOf, splitOf } from "./usage-source";

/** A question about use, with all that it takes to answer it. */
export type Asked = {
	meter: Meter;
	query: UsageQuery;
	/** The windows of the range, and the range in whole windows. */
	starts: number[];
	range: Period;
	source: ReturnType<typeof sourceOf>;
	split: Split | null;
	open: OpenUses;
	shard: TenantReader;
};

export async function askUsage(ctx: TenantContext, query: UsageQuery): Promise<Asked> {
	const meter = await countedMeter(ctx, query);
	const split = query.groupBy === undefined ? null : splitOf(meter, query.groupBy);
	const starts = windowsOf(query.window, await rangeOf(ctx, query), ctx.now);
	const range = { start: starts[0] ?? 0, end: endOf(query.window, starts) };
	const source = sourceOf({ ...meter, window: query.window, key: query.key }, range);
	const shard = await readShard(ctx, ctx.tenantId);
	return { meter, query, starts, range, source, split, shard, open: await readOpenUses(ctx, [meter]) };
}

async function countedMeter(ctx: TenantContext, { meter: code, key }: UsageQuery): Promise<Meter> {
	const meter = await ctx.db.findShared(meters, eq(meters.code, code));
	if (!meter) throw invalid("?meter", "There is no such meter.");
	if (meter.source === "records")
		throw invalid("?meter", "It is counted as it stands now; /usage/summary says how much that is.");
	if (key !== undefined && meter.source !== "admission") throw invalid("?key", "Events come without keys.");
	return meter;
}

/** Without a beginning: this period so far by the day, a day by the hour, a year by the month. */
async function rangeOf(ctx: TenantContext, { window, from, to = ctx.now + 1 }: UsageQuery): Promise<Period> {
	if (from !== undefined) return { start: from, end: to };
	if (window === "hour") return { start: to - DAY, end: to };
	if (window === "month") return { start: startOf("month", to - 335 * DAY), end: to };
	const period = snapshotOf(await ctx.db.readAll(snapshotReads(ctx.db)), ctx.now)?.period;
	return { start: Math.min(period?.start ?? to - DAY, to - 1), end: to };
}

export type Values = { total: number; windows: readonly { start: number; value: number }[] };

/** Adds calls that the roll-ups do not have, and tells every window. Only sums have such. */
export function viewOf({ query, starts }: Asked, { total, windows }: Values, uses: readonly Use[]) {
	const values = new Map(windows.map(({ start, value }) => [start, value]));
	for (const { minute, count } of uses) {
		const start = startOf(query.window, minute);
		values.set(start, (values.get(start) ?? 0) + count);
	}
	return {
		items: starts.map((start) => ({ start: iso(start), value: values.get(start) ?? 0 })),
		total: total + uses.reduce((sum, { count }) => sum + count, 0),
	};
}
