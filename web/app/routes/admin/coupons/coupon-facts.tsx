import type { Schema } from "@sewa/sdk";
import { formatMoney, formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { usesOf, Validity } from "./coupon-columns";

/** Every rule of a coupon, the ones that are not set too. */
export function couponFacts(coupon: Schema<"Coupon">) {
	const { maxPerTenant, minimumAmount, planCodes } = coupon;
	const locale = getLocale();
	const currency = coupon.currency ?? "IDR";
	const yes = (value: boolean) => (value ? m.admin_coupons_yes() : m.admin_coupons_no());
	return [
		{ label: m.admin_coupons_valid(), value: <Validity coupon={coupon} /> },
		{ label: m.admin_coupons_uses(), value: usesOf(coupon) },
		{
			label: m.admin_coupons_per_tenant(),
			value: maxPerTenant === null ? m.admin_plans_unlimited() : formatNumber(maxPerTenant, locale),
		},
		{ label: m.admin_coupons_plans(), value: planCodes ? planCodes.join(", ") : m.admin_coupons_plans_all() },
		{ label: m.admin_coupons_currency(), value: coupon.currency ?? m.admin_coupons_currency_none() },
		{
			label: m.admin_coupons_minimum(),
			value: minimumAmount ? formatMoney({ amount: minimumAmount, currency }, locale) : m.admin_coupons_minimum_none(),
		},
		{ label: m.admin_coupons_first(), value: yes(coupon.firstPurchaseOnly) },
		{ label: m.admin_coupons_stackable(), value: yes(coupon.stackable) },
		{ label: m.admin_coupons_auto(), value: yes(coupon.autoApply) },
	];
}
