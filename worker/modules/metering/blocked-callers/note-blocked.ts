import { lt, sql } from "drizzle-orm";
import type { JobOf } from "#queues/messages";
import type { SystemContext } from "#worker/kernel/context";
import { newId } from "#worker/kernel/ids";
import { DAY } from "#worker/kernel/time";
import { blockedCallers } from "../tables";

/** Writes down whom a limiter turned away: one row for each caller and policy. Each isolate says so once a window. */
export async function noteBlocked(ctx: SystemContext, job: JobOf<"caller.blocked">): Promise<void> {
	const { policy, caller, tenantId, at, until } = job;
	const row = { id: newId("blockedCaller"), policy, caller, tenantId, refusals: 1, firstAt: at, lastAt: at, until };
	const again = {
		refusals: sql`${blockedCallers.refusals} + 1`,
		lastAt: sql`max(${blockedCallers.lastAt}, ${at})`,
		until: sql`max(${blockedCallers.until}, ${until})`,
		// Who was let in by hand and is turned away anew is blocked again.
		liftedAt: null,
		liftedBy: null,
	};
	await ctx.db.batch([ctx.db.upsert(blockedCallers, [blockedCallers.policy, blockedCallers.caller], row, again)]);
}

/** Addresses of people are not kept for longer than they are of use. */
const KEPT = 90 * DAY;

/** Forgets callers that were not turned away for 90 days. Limiters go by the wall clock. */
export async function forgetBlocked(ctx: SystemContext): Promise<number> {
	await ctx.db.batch([ctx.db.remove(blockedCallers, lt(blockedCallers.lastAt, Date.now() - KEPT))]);
	return 1;
}
