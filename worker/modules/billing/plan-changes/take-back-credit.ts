import { eq } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { plans } from "#worker/modules/catalog/tables";
import { readBillingSettings } from "../settings/manage-settings";
import { clawBack, loadGrants } from "../wallet/end-grants";
import { planChanges } from "./tables";

const GIFTS = ["trial", "promotional"] as const;
/** A gift that is being spent at the same moment makes it look again. */
const ATTEMPTS = 3;

/**
 * What a trial or a promotion gave and nobody used is taken back once a plan is bought, where the policy says so.
 * Once a change, however often it is delivered. @returns how many grants were ended
 */
export async function takeBackCredit(ctx: TenantContext, id: Id<"planChange">): Promise<number> {
	const change = await ctx.db.find(planChanges, eq(planChanges.id, id));
	if (change?.status !== "applied" || change.kind !== "first_purchase") return 0;
	const [plan, settings] = await Promise.all([
		ctx.db.findShared(plans, eq(plans.id, change.planId)),
		readBillingSettings(ctx.db),
	]);
	if (!(plan?.changePolicy ?? settings.changePolicy).clawback) return 0;
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		const ended = await clawBack(ctx, GIFTS, id);
		if (ended > 0 || (await loadGrants(ctx, GIFTS)).length === 0) return ended;
	}
	return 0;
}
