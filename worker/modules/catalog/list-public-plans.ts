import { asc, eq } from "drizzle-orm";
import type { PublicContext } from "#worker/kernel/context";
import { planPrices, plans } from "./tables";
import { planView } from "./views";

/** What the pricing page shows. Two small reads; the answer is cached. */
export async function listPublicPlans(ctx: PublicContext) {
	const db = ctx.installation;
	const where = eq(plans.state, "public");
	const [rows, prices] = await Promise.all([
		db.list(plans, { where, orderBy: [asc(plans.position), asc(plans.id)], limit: 50 }),
		db.list(planPrices, { orderBy: [asc(planPrices.amount)], limit: 400 }),
	]);
	return { items: rows.map((plan) => planView(plan, prices)) };
}
