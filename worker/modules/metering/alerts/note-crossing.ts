import type { JobOf } from "#queues/messages";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { raiseAlert } from "./raise-alerts";

/** A threshold that the tenant's object has seen crossed becomes an alert. */
export async function noteCrossing(ctx: SystemContext, job: JobOf<"usage.threshold_crossed">): Promise<void> {
	const { meter, periodStart, threshold, used, limit } = job;
	await raiseAlert(inTenant(ctx, ctx.db, job.tenantId), { meter, periodStart, threshold, used, limit });
}
