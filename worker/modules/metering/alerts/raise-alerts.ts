import { eq } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { violates } from "#worker/kernel/database";
import { newId } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { readUse } from "../quotas/read-use";
import { ALERT_THRESHOLDS } from "../rules";
import { usageAlerts } from "../tables";

export type Crossing = { meter: string; periodStart: number; threshold: number; used: number; limit: number };

/** The thresholds of a quota that its use has reached. Where nothing is allowed there is nothing to be near. */
export const crossed = (used: number, limit: number | null): number[] =>
	limit === null || limit === 0 ? [] : ALERT_THRESHOLDS.filter((threshold) => used * 100 >= threshold * limit);

/** A threshold that was reached becomes an alert, and a mail: once a period, however often it is said. */
export async function raiseAlert(ctx: TenantContext, crossing: Crossing): Promise<void> {
	const id = newId("usageAlert");
	try {
		await ctx.db.batch([
			ctx.db.insert(usageAlerts, { id, ...crossing, createdAt: ctx.now }),
			emit(ctx, { type: "usage.alerted", usageAlertId: id }),
		]);
	} catch (error) {
		if (!violates(error, "usage_alerts.tenant_id")) throw error;
	}
}

/**
 * Judges meters that no object counts (seats, storage, meters of events) after their use has changed. Where nothing
 * new is reached it writes nothing.
 */
export async function judgeThresholds(ctx: TenantContext, meters: readonly string[]): Promise<void> {
	const { snapshot, quotas } = await readUse(ctx, meters);
	const periodStart = snapshot.period.start;
	const reached = quotas.flatMap(({ meter, used, limit }) =>
		crossed(used, limit).map((threshold) => ({ meter, periodStart, threshold, used, limit: limit ?? 0 })),
	);
	if (reached.length === 0) return;
	const known = await ctx.db.list(usageAlerts, { where: eq(usageAlerts.periodStart, periodStart) });
	const isKnown = (one: Crossing) =>
		known.some(({ meter, threshold }) => meter === one.meter && threshold === one.threshold);
	for (const crossing of reached.filter((one) => !isKnown(one))) await raiseAlert(ctx, crossing);
}
