import { asc, isNotNull, sql } from "drizzle-orm";
import * as z from "zod";
import type { SystemContext } from "#worker/kernel/context";
import { subscriptions } from "./tables";

const counts = { started: z.int(), converted: z.int(), stayedFree: z.int(), expired: z.int(), running: z.int() };

export const TrialStatistics = z
	.object({
		...counts,
		/** By the Jakarta month in which the trials began, the last 24. */
		months: z.array(z.object({ month: z.string(), ...counts })),
	})
	.meta({ id: "TrialStatistics" });
export type TrialStatistics = z.infer<typeof TrialStatistics>;

const month = sql<string>`strftime('%Y-%m', ${subscriptions.createdAt} / 1000, 'unixepoch', '+7 hours')`;
const how = (condition: string) => sql<number>`coalesce(sum(${sql.raw(condition)}), 0)`;

/** How trials ended: a period was paid, the plan is free, or neither. One aggregate over the trials. */
export async function readTrialStatistics(ctx: SystemContext): Promise<TrialStatistics> {
	const months = await ctx.db.select(
		{
			month,
			started: sql<number>`count(*)`,
			converted: how("period_start IS NOT NULL"),
			stayedFree: how("status = 'active' AND period_start IS NULL"),
			expired: how("status = 'expired' OR (status = 'canceled' AND period_start IS NULL)"),
			running: how("status = 'trialing'"),
		},
		subscriptions,
		{ where: isNotNull(subscriptions.trialEndsAt), groupBy: [month as never], orderBy: [asc(month)] },
	);
	const total = (key: keyof typeof counts) => months.reduce((sum, row) => sum + row[key], 0);
	return {
		started: total("started"),
		converted: total("converted"),
		stayedFree: total("stayedFree"),
		expired: total("expired"),
		running: total("running"),
		months: months.slice(-24),
	};
}
