import { iso, isoOrNull } from "#worker/kernel/time";
import type { CouponView } from "./schemas";
import type { coupons } from "./tables";

export function couponView(row: typeof coupons.$inferSelect): CouponView {
	return {
		...row,
		startsAt: isoOrNull(row.startsAt),
		endsAt: isoOrNull(row.endsAt),
		createdAt: iso(row.createdAt),
		updatedAt: iso(row.updatedAt),
	};
}
