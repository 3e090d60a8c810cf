import type { Schema } from "@sewa/sdk";
import { toTyped } from "~/ui/form/minor-units";
import type { CouponValues } from "./coupon-form";

/** A coupon as people type it: days where they are, the last one included. */
export function toValues(coupon: Schema<"Coupon">, timeZone: string): Partial<CouponValues> {
	const { startsAt, endsAt, maxRedemptions, maxPerTenant, minimumAmount, currency } = coupon;
	const day = (at: number) => new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(at);
	return {
		name: coupon.name,
		currency: currency ?? "",
		startsOn: startsAt ? day(Date.parse(startsAt)) : "",
		endsOn: endsAt ? day(Date.parse(endsAt) - 1) : "",
		maxRedemptions: maxRedemptions === null ? "" : String(maxRedemptions),
		maxPerTenant: maxPerTenant === null ? "" : String(maxPerTenant),
		planCodes: coupon.planCodes ?? [],
		minimumAmount: minimumAmount && currency ? toTyped({ amount: minimumAmount, currency }) : "",
		firstPurchaseOnly: coupon.firstPurchaseOnly,
		stackable: coupon.stackable,
		autoApply: coupon.autoApply,
		enabled: coupon.enabled,
	};
}
