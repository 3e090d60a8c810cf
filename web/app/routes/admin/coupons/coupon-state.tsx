import type { Schema } from "@sewa/sdk";
import { useClock } from "~/ui/clock";
import { StatusBadge } from "~/ui/status-badge";

type Facts = Pick<Schema<"Coupon">, "enabled" | "startsAt" | "endsAt" | "redemptions" | "maxRedemptions">;

/** Whether a coupon can be redeemed now, and if not, why. */
export function CouponState({ coupon }: { coupon: Facts }) {
	const { now } = useClock();
	return <StatusBadge of="coupon" status={stateAt(coupon, now)} />;
}

function stateAt({ enabled, startsAt, endsAt, redemptions, maxRedemptions }: Facts, now: number): string {
	if (!enabled) return "disabled";
	if (endsAt && Date.parse(endsAt) <= now) return "expired";
	if (startsAt && Date.parse(startsAt) > now) return "scheduled";
	return maxRedemptions !== null && redemptions >= maxRedemptions ? "used_up" : "enabled";
}
