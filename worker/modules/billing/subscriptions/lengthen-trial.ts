import { eq, sql } from "drizzle-orm";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { DAY } from "#worker/kernel/time";
import { changeSubscription } from "./current-subscription";
import type { LengthenTrialInput, SubscriptionView } from "./schemas";
import { subscriptions } from "./tables";
import { subscriptionView } from "./views";

/**
 * Days that the back office gives to a running trial, with the reason in the audit log. Its owner is told, and
 * reminded of its end anew. @throws 409 where no trial runs, or where it has just been changed
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
	const inside = inTenant(ctx, ctx.db, row.tenantId);
	await changeSubscription(inside, row, {
		action: "subscription.extend_trial",
		changes,
		reason,
		also: [emit(inside, { type: "subscription.trial_extended", subscriptionId: id })],
		unless: sql`${subscriptions.trialEndsAt} IS NOT ${row.trialEndsAt}`,
	});
	return subscriptionView({ ...row, ...changes });
}
