import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";

type Refused = Schema<"ChangeQuote">["refused"][number];

const reasons: Record<Refused["reason"], () => string> = {
	unknown: m.coupon_unknown,
	disabled: m.coupon_disabled,
	not_started: m.coupon_not_started,
	ended: m.coupon_ended,
	used_up: m.coupon_used_up,
	used_by_tenant: m.coupon_used_by_tenant,
	wrong_plan: m.coupon_wrong_plan,
	wrong_currency: m.coupon_wrong_currency,
	not_first_purchase: m.coupon_not_first_purchase,
	below_minimum: m.coupon_below_minimum,
	no_period_to_extend: m.coupon_no_period_to_extend,
	not_stackable: m.coupon_not_stackable,
	nothing_left: m.coupon_nothing_left,
};

/** Why a coupon does not count. */
export const refusalWords = ({ reason }: Refused): string => reasons[reason]();
