import { eq, sql } from "drizzle-orm";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { DAY } from "#worker/kernel/time";
import { changeSubscription } from "./current-subscription";
import type { LengthenTrialInput, SubscriptionView } from "./schemas";
import { subscriptions } from "./tables";
import { subscriptionView } from "./views";

/**
 * Days that the back office gives to a running trial, with the reason in the audit log; its end is reminded of
 * anew. @throws 409 where no trial runs, or where it has just been changed
 */
export async function lengthenTrial(
	ctx: SystemContext,
	id: Id<"subscription">,
	{ days, reason }: LengthenTrialInput,
): Promise<SubscriptionView> {
	const row = await ctx.db.find(subscriptions, eq(subscriptions.id, id));
	if (!row) throw new AppError("not_found");
	if (row.status !== "trialing" || row.trialEndsAt === null || row.trialEndsAt <= ctx.now)
		throw new AppError("conflict", `The subscription is ${row.status}: no trial runs.`);
	if (row.cancelAt !== null) throw new AppError("conflict", "The trial is canceled; its owner has to resume it first.");
	const changes = { trialEndsAt: row.trialEndsAt + days * DAY, trialRemindedAt: null };
	await changeSubscription(inTenant(ctx, ctx.db, row.tenantId), row, {
		action: "subscription.extend_trial",
		changes,
		reason,
		unless: sql`${subscriptions.trialEndsAt} IS NOT ${row.trialEndsAt}`,
	});
	return subscriptionView({ ...row, ...changes });
}
