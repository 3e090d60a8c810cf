import { inArray } from "drizzle-orm";
import { NO_LIMITS } from "#modules/catalog";
import type { TenantContext } from "#worker/kernel/context";
import { AppError, invalid } from "#worker/kernel/errors";
import { emit } from "#worker/kernel/outbox";
import { next } from "#worker/kernel/state-machine";
import { planChanges } from "../plan-changes/tables";
import { readBillingSettings } from "../settings/manage-settings";
import { anotherChange, changeSubscription, currentSubscription } from "./current-subscription";
import { findFreePlan, grantLimits } from "./fall-back";
import { pauseEnd } from "./pause-rules";
import { readSubscription } from "./read-subscription";
import { SUBSCRIPTION_MACHINE } from "./rules";
import type { PauseInput } from "./schemas";

/**
 * Stops service and billing for a while. Meanwhile the tenant has what the free plan allows; what is left of the
 * paid period waits and goes on when the pause ends, by hand or by itself.
 */
export async function pauseSubscription(ctx: TenantContext, input: PauseInput) {
	const [row, settings, waiting] = await Promise.all([
		currentSubscription(ctx),
		readBillingSettings(ctx.db),
		ctx.db.find(planChanges, inArray(planChanges.status, ["awaiting_payment", "awaiting_review"])),
	]);
	const status = next(SUBSCRIPTION_MACHINE, row.status, "pause");
	if (row.periodEnd === null || row.periodEnd <= ctx.now)
		throw new AppError("conflict", "There is no paid period to pause.");
	if (row.cancelAt !== null) throw new AppError("conflict", "The subscription is about to end; resume it first.");
	if (waiting?.subscriptionId === row.id)
		throw new AppError("conflict", "A plan change waits for its payment; pay or cancel it first.");
	const until = input.until === undefined ? null : Date.parse(input.until);
	const resumesAt = pauseEnd(until, settings.maxPauseDays, ctx.now);
	if (resumesAt === null)
		throw invalid("/until", `A pause ends later than now and within ${settings.maxPauseDays} days.`);
	const free = await findFreePlan(ctx, row);
	await changeSubscription(ctx, row, {
		action: "subscription.pause",
		changes: { status, pausedAt: ctx.now, resumesAt, nextBillingAt: null },
		also: [
			...grantLimits(ctx, free ?? { code: row.planCode, limits: NO_LIMITS }),
			emit(ctx, { type: "subscription.paused", subscriptionId: row.id }),
		],
		unless: anotherChange(row, null),
	});
	return readSubscription(ctx);
}
