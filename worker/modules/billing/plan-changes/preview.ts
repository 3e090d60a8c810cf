import { findPlanOnSale, priceOf } from "#modules/catalog";
import { activeMembership } from "#worker/kernel/admission";
import { inTenant, type UserContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import { readSeller } from "../seller/manage-seller";
import { readBillingSettings } from "../settings/manage-settings";
import { changeQuoteView } from "./change-view";
import { loadChange, offeredCoupons } from "./load-change";
import { planChangeQuote } from "./quote-change";
import type { ChangeQuoteView, PreviewInput } from "./schemas";

/**
 * What the change would cost now, line by line: the same function that makes the invoice. For the active
 * organisation it takes its subscription into account; without one, or for a new one, it prices a first purchase.
 */
export async function previewChange(
	ctx: UserContext,
	input: PreviewInput,
	header: string | null,
): Promise<ChangeQuoteView> {
	const membership = activeMembership(ctx.session, header);
	if (header && !membership) throw new AppError("not_found");
	if (!membership || membership.status === "closed" || input.newOrganisation) return previewSignUp(ctx, input);
	const inside = inTenant(ctx, ctx.installation, membership.tenantId);
	const { plan, interval, currency, coupon } = input;
	const adjustments = { discount: 0, bonusDays: 0 };
	const wanted = { plan, interval, currency, coupons: coupon ? [coupon] : [], adjustments };
	return changeQuoteView(planChangeQuote((await loadChange(inside, wanted)).input));
}

async function previewSignUp(ctx: UserContext, input: PreviewInput): Promise<ChangeQuoteView> {
	return changeQuoteView(planChangeQuote((await loadSignUp(ctx, input)).input));
}

/** A first purchase of somebody who has no organisation yet: nothing runs, and no coupon was used. */
export async function loadSignUp(
	ctx: UserContext,
	{ plan: code, interval, currency = "IDR", coupon }: Pick<PreviewInput, "plan" | "interval" | "currency" | "coupon">,
) {
	const named = coupon ? [coupon] : [];
	const [plan, seller, settings, offered] = await Promise.all([
		findPlanOnSale(ctx.installation, code),
		readSeller(ctx.installation),
		readBillingSettings(ctx.installation),
		offeredCoupons(ctx.installation, named),
	]);
	const price = priceOf(plan, { interval, currency });
	const input = {
		running: null,
		to: { plan: plan.code, planName: plan.name, interval, price, comparable: null },
		policy: plan.changePolicy ?? settings.changePolicy,
		coupons: { named, offered, use: {}, firstPurchase: true },
		adjustments: { discount: 0, bonusDays: 0 },
		seller,
		now: ctx.now,
	};
	return { plan, seller, price, input };
}
