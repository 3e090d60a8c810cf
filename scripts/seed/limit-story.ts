import { inTenant } from "#worker/kernel/context";
import { HOUR } from "#worker/kernel/time";
import { judgeThresholds } from "#worker/modules/metering/alerts/raise-alerts";
import { overrideQuota } from "#worker/modules/metering/quotas/override-quota";
import { readUse } from "#worker/modules/metering/quotas/read-use";
import { type Company, dayAgo } from "./tenant-story";
import type { Step } from "./timeline";

/** Staff agreed on seats beside the plan, a few more than are taken: the tenant is near that limit. */
export function limited({ stage, tenant, staff, id }: Company): Step[] {
	const { agreedSeats } = tenant;
	if (agreedSeats === undefined) return [];
	const run = async (at: number) => {
		const ctx = stage.system(at, staff.operator);
		const inside = inTenant(stage.machine(at), ctx.db, id);
		const { quotas } = await readUse(inside, ["seats"]);
		const limit = Math.ceil((quotas[0]?.used ?? 1) * 1.2);
		await overrideQuota(ctx, id, "seats", { limit, hard: true });
		await judgeThresholds(inside, ["seats"]);
		return undefined;
	};
	return [{ at: dayAgo(stage.now, agreedSeats.days) + 11 * HOUR, run }];
}
