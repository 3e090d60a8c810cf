import { DAY } from "#worker/kernel/time";
import type { TenantStatus } from "#worker/modules/tenants/rules";
import type { SubscriptionStatus } from "./rules";

export type RenewalFacts = {
	status: SubscriptionStatus;
	nextBillingAt: number | null;
	periodEnd: number | null;
	cancelAt: number | null;
	tenantStatus: TenantStatus;
	/** What the next period costs, in minor units; null where the plan has no such price any more. */
	price: number | null;
	hasBuyer: boolean;
	hasSeller: boolean;
};

export type ParkReason = "plan_has_no_price" | "no_billing_details" | "no_seller" | "organisation_is_closing";
export type RenewalPlan =
	| { action: "none" }
	| { action: "end" }
	/** Free plans have no periods. */
	| { action: "stop_billing" }
	| { action: "park"; until: number; reason: ParkReason }
	| { action: "bill"; periodStart: number };

/** What a renewal is put off by when it cannot be billed: it is seen by people and not tried every hour. */
const PARKED_FOR = DAY;

/** What becomes of a subscription whose period is over at `now`. Only active ones renew, and only once they are due. */
export function planRenewal(facts: RenewalFacts, now: number): RenewalPlan {
	const { status, nextBillingAt, periodEnd, cancelAt, tenantStatus, price } = facts;
	if (status !== "active" || nextBillingAt === null || nextBillingAt > now || periodEnd === null)
		return { action: "none" };
	if (tenantStatus === "closed" || (cancelAt !== null && cancelAt <= now)) return { action: "end" };
	const park = (reason: ParkReason) => ({ action: "park" as const, until: now + PARKED_FOR, reason });
	if (tenantStatus === "closing") return park("organisation_is_closing");
	if (price === null) return park("plan_has_no_price");
	if (price === 0) return { action: "stop_billing" };
	if (!facts.hasSeller) return park("no_seller");
	if (!facts.hasBuyer) return park("no_billing_details");
	return { action: "bill", periodStart: periodEnd };
}
