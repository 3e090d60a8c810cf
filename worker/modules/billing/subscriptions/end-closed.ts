import { and, eq, inArray, isNull, notInArray } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import type { Id } from "#worker/kernel/ids";
import { next } from "#worker/kernel/state-machine";
import { tenants } from "#worker/modules/tenants/tables";
import { invoices } from "../invoices/tables";
import { endUnpaid } from "../plan-changes/scheduled";
import { planChanges } from "../plan-changes/tables";
import { savedMeans } from "../providers/tables";
import { walletSettings } from "../wallet/tables";
import { ENDED } from "./cancel-subscription";
import { changeSubscription } from "./current-subscription";
import { fallBackToFree } from "./fall-back";
import { SUBSCRIPTION_MACHINE } from "./rules";
import { subscriptions } from "./tables";

const REASON = "organisation closed";

/**
 * Ends what a closed organisation still had: its subscription in whatever state, a change that was on its way, what
 * could be charged unattended, and what it owes. Money in its wallet waits for a person to pay it out. Doing it again
 * changes nothing. @returns whether a subscription ended. @throws 409 when it changed meanwhile, for the queue to try again
 */
export async function endClosed(ctx: TenantContext): Promise<boolean> {
	const isLive = notInArray(subscriptions.status, ["canceled", "expired"]);
	const [tenant, live] = await Promise.all([ctx.db.find(tenants, undefined), ctx.db.find(subscriptions, isLive)]);
	if (tenant?.status !== "closed") return false;
	if (!live) {
		await ctx.db.batch(nothingIsCharged(ctx));
		return false;
	}
	const status = next(SUBSCRIPTION_MACHINE, live.status, "cancel");
	await changeSubscription(ctx, live, {
		action: "subscription.end",
		changes: { ...ENDED, status, canceledAt: ctx.now, cancelReason: REASON },
		also: [...(await endChange(ctx, live.id)), ...fallBackToFree(ctx, null), ...nothingIsCharged(ctx)],
	});
	return true;
}

/** One that is under review is its reviewer's to reject. */
async function endChange(ctx: TenantContext, subscriptionId: Id<"subscription">): Promise<Statement[]> {
	const ofSubscription = eq(planChanges.subscriptionId, subscriptionId);
	const onItsWay = and(ofSubscription, inArray(planChanges.status, ["quoted", "awaiting_payment"]));
	const change = await ctx.db.find(planChanges, onItsWay);
	if (!change) return [];
	const unpaid = and(eq(invoices.planChangeId, change.id), inArray(invoices.status, ["open", "uncollectible"]));
	const invoice = await ctx.db.find(invoices, unpaid);
	return endUnpaid(ctx, { id: change.id, invoiceId: invoice?.id ?? null }, "cancel", REASON);
}

function nothingIsCharged({ db, now }: TenantContext): Statement[] {
	const givenUp = { status: "uncollectible" as const, uncollectibleAt: now, updatedAt: now };
	return [
		db.update(invoices, eq(invoices.status, "open"), givenUp),
		db.update(savedMeans, isNull(savedMeans.removedAt), { removedAt: now }),
		db.update(walletSettings, undefined, { autoTopUp: "off", updatedAt: now }),
	];
}
