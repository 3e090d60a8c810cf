import { violates } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { type Refusal, TAKEN } from "../coupons/rules";
import type { RefusedCoupon } from "../coupons/stack";

const WHY: Record<Refusal, string> = {
	unknown: "There is no such coupon.",
	disabled: "This coupon is not in use any more.",
	not_started: "This coupon is not valid yet.",
	ended: "This coupon is not valid any more.",
	used_up: "This coupon is used up.",
	used_by_tenant: "This organisation has used this coupon already.",
	wrong_plan: "This coupon is not for this plan.",
	wrong_currency: "This coupon is not for this currency.",
	not_first_purchase: "This coupon is for a first purchase.",
	below_minimum: "The price is below this coupon's minimum.",
	no_period_to_extend: "This coupon adds days to a new period, and this change begins none.",
	not_stackable: "This coupon does not go together with another that saves more.",
	nothing_left: "There is nothing left for this coupon to take off.",
};

/** A coupon that was asked for and does not count is an error: 409 where others have it, 422 otherwise. */
export function refuseCoupons(refused: readonly RefusedCoupon[], pointer = "/coupon"): void {
	const [first] = refused;
	if (!first) return;
	const detail = `${first.code}: ${WHY[first.reason]}`;
	throw invalid(pointer, detail, TAKEN.includes(first.reason) ? "conflict" : "validation_failed");
}

/** Somebody was faster to take the last one: the database's word in ours. Null for any other error. */
export function couponRace(error: unknown): AppError | null {
	const reason = violates(error, "coupon_not_used_up")
		? "used_up"
		: violates(error, "coupon_used_by_tenant")
			? "used_by_tenant"
			: null;
	if (!reason) return null;
	const issues = [{ pointer: "/coupon", detail: WHY[reason] }];
	return new AppError("conflict", WHY[reason], { issues, cause: error });
}
