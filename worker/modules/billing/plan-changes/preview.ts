import { findPlanOnSale, priceOf } from "#modules/catalog";
import type { UserContext } from "#worker/kernel/context";
import { readSeller } from "../seller/manage-seller";
import { quotePlan } from "./rules";
import type { PreviewInput } from "./schemas";

/** What the purchase would cost now, line by line: the same function that makes the invoice. */
export async function previewPurchase(ctx: UserContext, purchase: PreviewInput) {
	const [plan, seller] = await Promise.all([
		findPlanOnSale(ctx.installation, purchase.plan),
		readSeller(ctx.installation),
	]);
	return quotePlan({ name: plan.name, interval: purchase.interval, price: priceOf(plan, purchase) }, seller, ctx.now);
}
