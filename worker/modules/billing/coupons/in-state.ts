import { and, eq, gt, gte, isNull, lt, lte, or, type SQL } from "drizzle-orm";
import type { CouponState } from "./rules";
import { coupons } from "./tables";

/** Coupons of which `couponState` says `state`. Each begins with `enabled`, as `coupons_by_state` does. */
export function inState(state: CouponState | undefined, now: number): SQL | undefined {
	if (!state) return undefined;
	const { enabled, startsAt, endsAt, redemptions, maxRedemptions } = coupons;
	const open = and(or(isNull(endsAt), gt(endsAt, now)), or(isNull(startsAt), lte(startsAt, now)));
	const among: Record<Exclude<CouponState, "disabled">, SQL | undefined> = {
		expired: lte(endsAt, now),
		scheduled: and(gt(startsAt, now), or(isNull(endsAt), gt(endsAt, now))),
		used_up: and(open, gte(redemptions, maxRedemptions)),
		active: and(open, or(isNull(maxRedemptions), lt(redemptions, maxRedemptions))),
	};
	return state === "disabled" ? eq(enabled, false) : and(eq(enabled, true), among[state]);
}
