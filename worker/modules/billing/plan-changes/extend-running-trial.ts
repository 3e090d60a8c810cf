import type { TenantContext } from "#worker/kernel/context";
import { lostRace } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import { currentSubscription } from "../subscriptions/current-subscription";
import { readSubscription } from "../subscriptions/read-subscription";
import { couponRace } from "./coupon-refusal";
import { extendTrial } from "./extend-trial";
import { loadTrial } from "./load-change";

/** A coupon that adds days makes the running trial longer. @throws 409 without a trial, 422 about the coupon */
export async function extendRunningTrial(ctx: TenantContext, coupon: string) {
	const subscription = await currentSubscription(ctx);
	if (subscription.status !== "trialing") throw new AppError("conflict", "There is no trial to make longer.");
	const { plan, input } = await loadTrial(ctx, subscription, coupon);
	try {
		await ctx.db.batch(extendTrial(ctx, { subscription, plan, input }).statements);
	} catch (error) {
		if (lostRace(error)) throw new AppError("conflict", "The trial has just changed; look again.", { cause: error });
		throw couponRace(error) ?? error;
	}
	return readSubscription(ctx);
}
