import { iso, isoOrNull } from "#worker/kernel/time";
import { couponState } from "./rules";
import type { CouponView } from "./schemas";
import type { coupons } from "./tables";

export function couponView(row: typeof coupons.$inferSelect, now: number): CouponView {
	return {
		...row,
		state: couponState(row, now),
		startsAt: isoOrNull(row.startsAt),
		endsAt: isoOrNull(row.endsAt),
		createdAt: iso(row.createdAt),
		updatedAt: iso(row.updatedAt),
	};
}
