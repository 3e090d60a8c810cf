import { eq } from "drizzle-orm";
import { invalid } from "#worker/kernel/errors";
import type { Money } from "#worker/kernel/money";
import type { SystemDb } from "#worker/kernel/system-db";
import type { TenantDb } from "#worker/kernel/tenant-db";
import { isOnSale } from "./rules";
import type { Purchase } from "./schemas";
import { planPrices, plans, products } from "./tables";

type PlanRow = typeof plans.$inferSelect;
export type PricedPlan = PlanRow & { prices: (typeof planPrices.$inferSelect)[]; productCode: string };

/** A plan that can be bought now, with its prices; a 422 about `/plan` otherwise. */
export async function findPlanOnSale(db: SystemDb | TenantDb, code: string): Promise<PricedPlan> {
	const list = "listShared" in db ? db.listShared.bind(db) : db.list.bind(db);
	const [plan] = await list(plans, { where: eq(plans.code, code), limit: 1 });
	if (!plan || !isOnSale(plan.state)) throw invalid("/plan", "There is no such plan.");
	const [prices, [product]] = await Promise.all([
		list(planPrices, { where: eq(planPrices.planId, plan.id) }),
		list(products, { where: eq(products.id, plan.productId), limit: 1 }),
	]);
	return { ...plan, prices, productCode: product?.code ?? "platform" };
}

/** The plan's price for the interval and currency, or a 422 that says what is missing. */
export function priceOf(plan: PricedPlan, { interval, currency }: Omit<Purchase, "plan">): Money {
	const row = plan.prices.find((price) => price.interval === interval && price.currency === currency);
	if (!row) throw invalid("/currency", `${plan.name} has no price per ${interval} in ${currency}.`);
	return { amount: row.amount, currency };
}
