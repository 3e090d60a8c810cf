import type { Currency, Money } from "#worker/kernel/money";

export const COUPON_KINDS = ["percent", "fixed", "trial_extension"] as const;
export type CouponKind = (typeof COUPON_KINDS)[number];
/** What a coupon is at an instant; the first that fits of: disabled, expired, scheduled, used up, active. */
export const COUPON_STATES = ["active", "scheduled", "expired", "used_up", "disabled"] as const;
export type CouponState = (typeof COUPON_STATES)[number];
export const REDEMPTION_STATUSES = ["reserved", "redeemed", "released"] as const;
/** Reserved with the quote, redeemed with the payment, released when the change is given up. */
export type RedemptionStatus = (typeof REDEMPTION_STATUSES)[number];

/** Why a coupon does not count. The last three are only known beside the rest of the quote. */
export const REFUSALS = [
	"unknown",
	"disabled",
	"not_started",
	"ended",
	"used_up",
	"used_by_tenant",
	"wrong_plan",
	"wrong_currency",
	"not_first_purchase",
	"below_minimum",
	"no_period_to_extend",
	"not_stackable",
	"nothing_left",
] as const;
export type Refusal = (typeof REFUSALS)[number];
/** Refusals that somebody else's redemption can bring about: a 409, not a fault of the input. */
export const TAKEN: readonly Refusal[] = ["used_up", "used_by_tenant"];

/** The terms of a coupon; `value` is a percentage, minor units of `currency`, or days, as the kind says. */
export type Coupon = {
	id: `cpn_${string}`;
	code: string;
	name: string;
	kind: CouponKind;
	value: number;
	currency: Currency | null;
	startsAt: number | null;
	endsAt: number | null;
	maxRedemptions: number | null;
	maxPerTenant: number | null;
	planCodes: string[] | null;
	firstPurchaseOnly: boolean;
	minimumAmount: number | null;
	stackable: boolean;
	autoApply: boolean;
	enabled: boolean;
	redemptions: number;
};

/** How often the tenant has it already, and how many of those are the change's own that is being quoted again. */
export type CouponUse = { byTenant: number; byThis: number };

/** What is bought. `charge` is its price before tax and discounts; `extends` says whether bonus days have a place. */
export type CouponFacts = { now: number; plan: string; charge: Money; firstPurchase: boolean; extends: boolean };

export type Eligibility = { eligible: true; coupon: Coupon } | { eligible: false; reason: Refusal };

/** Codes are compared without case. */
export const couponCode = (text: string): string => text.trim().toUpperCase();

type Standing = Pick<Coupon, "enabled" | "startsAt" | "endsAt" | "redemptions" | "maxRedemptions">;

/** Whether a coupon can be redeemed at `now` by anybody at all, and if not, why. `inState` asks the same of the table. */
export function couponState(
	{ enabled, startsAt, endsAt, redemptions, maxRedemptions }: Standing,
	now: number,
): CouponState {
	if (!enabled) return "disabled";
	if (endsAt !== null && now >= endsAt) return "expired";
	if (startsAt !== null && now < startsAt) return "scheduled";
	return maxRedemptions !== null && redemptions >= maxRedemptions ? "used_up" : "active";
}

/** Whether the coupon may be used for this purchase now. Half-open in time: `endsAt` itself is too late. */
export function eligibility(coupon: Coupon, facts: CouponFacts, use: CouponUse): Eligibility {
	const reason = refusalOf(coupon, facts, use);
	return reason ? { eligible: false, reason } : { eligible: true, coupon };
}

function refusalOf(coupon: Coupon, facts: CouponFacts, use: CouponUse): Refusal | null {
	return timeRefusal(coupon, facts.now) ?? countRefusal(coupon, use) ?? purchaseRefusal(coupon, facts);
}

function timeRefusal({ enabled, startsAt, endsAt }: Coupon, now: number): Refusal | null {
	if (!enabled) return "disabled";
	if (startsAt !== null && now < startsAt) return "not_started";
	return endsAt !== null && now >= endsAt ? "ended" : null;
}

function countRefusal(coupon: Coupon, { byTenant, byThis }: CouponUse): Refusal | null {
	const { maxPerTenant, maxRedemptions } = coupon;
	if (maxPerTenant !== null && byTenant - byThis >= maxPerTenant) return "used_by_tenant";
	return maxRedemptions !== null && coupon.redemptions - byThis >= maxRedemptions ? "used_up" : null;
}

function purchaseRefusal(coupon: Coupon, { plan, charge, firstPurchase, ...facts }: CouponFacts): Refusal | null {
	if (coupon.planCodes !== null && !coupon.planCodes.includes(plan)) return "wrong_plan";
	if (coupon.currency !== null && coupon.currency !== charge.currency) return "wrong_currency";
	if (coupon.firstPurchaseOnly && !firstPurchase) return "not_first_purchase";
	if (coupon.minimumAmount !== null && charge.amount < coupon.minimumAmount) return "below_minimum";
	return coupon.kind === "trial_extension" && !facts.extends ? "no_period_to_extend" : null;
}
