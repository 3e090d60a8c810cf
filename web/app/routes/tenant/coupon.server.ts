import type { Schema } from "@sewa/sdk";
import { CouponCode } from "#worker/modules/billing/coupons/schemas";

type Refused = Schema<"ChangeQuote">["refused"];

/** What was typed as a coupon: the code to ask the API about, or what cannot be one. */
export function readCoupon(typed: string | null): { code: string | null; refused: Refused } {
	if (!typed) return { code: null, refused: [] };
	const read = CouponCode.safeParse(typed);
	if (read.success) return { code: read.data, refused: [] };
	return { code: null, refused: [{ code: typed.slice(0, 40), reason: "unknown" }] };
}
