import type { TenantContext } from "#worker/kernel/context";
import { loadChange } from "../plan-changes/load-change";
import { planChangeQuote } from "../plan-changes/quote-change";
import type { CouponCheckInput } from "./schemas";

/** Whether a coupon would count for this change now, and what it would take off: the quote's own word. */
export async function checkCoupon(ctx: TenantContext, { code, plan, interval, currency }: CouponCheckInput) {
	const adjustments = { discount: 0, bonusDays: 0 };
	const { input } = await loadChange(ctx, { plan, interval, currency, coupons: [code], adjustments });
	const quote = planChangeQuote(input);
	const applied = quote.coupons.find((coupon) => coupon.code === code);
	const refused = quote.refused.find((coupon) => coupon.code === code);
	return {
		code,
		eligible: applied !== undefined,
		reason: refused?.reason ?? null,
		discount: applied ? { amount: applied.discount, currency: quote.total.currency } : null,
		bonusDays: applied?.bonusDays ?? 0,
	};
}
