import type { TenantContext } from "#worker/kernel/context";
import { iso } from "#worker/kernel/time";
import { activeMeters, type Meter } from "../meters/manage-meters";
import { readUse } from "../quotas/read-use";
import { type Totals, usageTotals } from "./usage-between";
import type { UsageSummary } from "./usage-schemas";

/** Each meter: what was used in this period, how much of its limit that is, and whether it is more than before. */
export async function readSummary(ctx: TenantContext): Promise<UsageSummary> {
	const [all, { snapshot, quotas }] = await Promise.all([activeMeters(ctx), readUse(ctx)]);
	const { start, end } = snapshot.period;
	const [now, before] = await usageTotals(
		ctx,
		all.filter(({ source }) => source !== "records"),
		[
			{ start, end },
			{ start: start - (end - start), end: ctx.now - (end - start) },
		],
	);
	const items = all.map((meter) => {
		const quota = quotas.find((one) => one.meter === meter.code);
		return itemOf(meter, { quota, now: now ?? new Map(), before: before ?? new Map() });
	});
	return { period: { start: iso(start), end: iso(end) }, items };
}

type Known = { quota: { used: number; limit: number | null } | undefined; now: Totals; before: Totals };

/**
 * Calls as their quota has them, from the period's first minute on: what is summed by whole hours begins up to an hour
 * later. A quota that was reset has less; then it is the hours that know.
 */
function itemOf({ code, name, unit, source }: Meter, { quota, now, before }: Known): UsageSummary["items"][number] {
	const isRecord = source === "records";
	const inHours = now.get(code) ?? 0;
	const used = source === "events" ? inHours : Math.max(quota?.used ?? 0, isRecord ? 0 : inHours);
	const earlier = isRecord ? null : (before.get(code) ?? 0);
	const limit = quota?.limit ?? null;
	return {
		...{ meter: code, name, unit, used, limit },
		percent: quota && limit ? Math.floor((quota.used * 100) / limit) : null,
		before: earlier,
		trend: earlier ? Math.round(((used - earlier) * 100) / earlier) : null,
	};
}
