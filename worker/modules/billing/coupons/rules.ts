export const COUPON_KINDS = ["percent", "fixed", "trial_extension"] as const;
export type CouponKind = (typeof COUPON_KINDS)[number];
export const REDEMPTION_STATUSES = ["reserved", "redeemed", "released"] as const;
/** Reserved with the quote, redeemed with the payment, released when the change is given up. */
export type RedemptionStatus = (typeof REDEMPTION_STATUSES)[number];
