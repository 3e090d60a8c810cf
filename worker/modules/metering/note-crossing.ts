import type { JobOf } from "#queues/messages";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { violates } from "#worker/kernel/database";
import { newId } from "#worker/kernel/ids";
import { usageAlerts } from "./tables";

/** A threshold that a meter's count has crossed becomes an alert: once a period. */
export async function noteCrossing(ctx: SystemContext, job: JobOf<"usage.threshold_crossed">): Promise<void> {
	const inside = inTenant(ctx, ctx.db, job.tenantId);
	const { meter, periodStart, threshold, used, limit } = job;
	const id = newId("usageAlert");
	try {
		await inside.db.batch([
			inside.db.insert(usageAlerts, { id, meter, periodStart, threshold, used, limit, createdAt: ctx.now }),
		]);
	} catch (error) {
		if (!violates(error, "usage_alerts.tenant_id")) throw error;
	}
}
