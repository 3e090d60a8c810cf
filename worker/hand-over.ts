import type { SystemContext } from "./kernel/context";
import { causeOf, log } from "./kernel/log";
import { dispatch } from "./kernel/outbox";

/**
 * What follows a commit: its events go to the queue, and tenants' meters hear at once of what they may let in from now
 * on. Whoever has just paid does not wait for a queue that is busy; a meter that does not answer hears of it from there.
 */
export async function handOver(
	{ db, meters, emitted }: Pick<SystemContext, "db" | "meters" | "emitted">,
	queue: Queue,
) {
	const jobs = await dispatch(db, queue, emitted);
	const tenants = jobs.flatMap((job) => (job.type === "entitlements.changed" ? job.tenantId : []));
	const told = [...new Set(tenants)].map((tenantId) =>
		meters.refresh(tenantId).catch((error: unknown) => {
			log.warn("meter.refresh_failed", { tenantId, cause: causeOf(error) });
		}),
	);
	await Promise.all(told);
}
