import { and, eq, inArray, sql } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import { matches } from "#worker/kernel/search";
import { iso } from "#worker/kernel/time";
import { tenants } from "#worker/modules/tenants/tables";
import { invoices } from "../invoices/tables";
import { planChanges } from "../plan-changes/tables";
import { readCoupon } from "./manage-coupons";
import type { RedemptionQuery } from "./schemas";
import { couponRedemptions } from "./tables";

const { id, tenantId, planChangeId, status, discount, currency, createdAt } = couponRedemptions;

/** Who used a coupon, or wants to. */
export async function listRedemptions(ctx: SystemContext, couponId: Id<"coupon">, query: RedemptionQuery) {
	const page = pageClause(query, { createdAt }, id);
	const fields = { id, tenantId, planChangeId, status, discount, currency, createdAt, tenantName: tenants.name };
	const [rows] = await Promise.all([
		ctx.db.select(fields, couponRedemptions, {
			...page,
			joins: [{ table: tenants, on: eq(tenants.id, tenantId) }],
			where: and(eq(couponRedemptions.couponId, couponId), matches(status, query.status), page.after),
		}),
		readCoupon(ctx, couponId),
	]);
	return toPage(
		rows,
		query,
		(row) => [row.createdAt, row.id],
		({ tenantId, tenantName, discount, currency, createdAt, ...row }) => ({
			...row,
			tenant: { id: tenantId, name: tenantName },
			discount: { amount: discount, currency },
			createdAt: iso(createdAt),
		}),
	);
}

/** What a coupon brought and cost. One round trip of four reads, each over the coupon's own redemptions. */
export async function couponStatistics(ctx: SystemContext, couponId: Id<"coupon">) {
	const mine = eq(couponRedemptions.couponId, couponId);
	const redeemed = and(mine, eq(status, "redeemed"));
	const change = { table: planChanges, on: eq(planChanges.id, planChangeId) };
	const paid = {
		table: invoices,
		on: and(eq(invoices.planChangeId, planChangeId), ofItsSubscription, wasPaid) ?? sql`0`,
	};
	const [counts, discounts, revenue, customers] = await Promise.all([
		ctx.db.select({ status, count: sql<number>`count(*)` }, couponRedemptions, { where: mine, groupBy: [status] }),
		ctx.db.select({ currency, amount: sql<number>`sum(${discount})` }, couponRedemptions, {
			where: redeemed,
			groupBy: [currency],
		}),
		ctx.db.select({ currency: invoices.currency, amount: sql<number>`sum(${invoices.subtotal})` }, couponRedemptions, {
			joins: [change, paid],
			where: redeemed,
			groupBy: [invoices.currency],
		}),
		ctx.db.select({ count: sql<number>`count(DISTINCT ${tenantId})` }, couponRedemptions, {
			joins: [change],
			where: and(redeemed, eq(planChanges.kind, "first_purchase")),
		}),
		readCoupon(ctx, couponId),
	]);
	const countOf = (wanted: string) => counts.find((row) => row.status === wanted)?.count ?? 0;
	return {
		redemptions: { reserved: countOf("reserved"), redeemed: countOf("redeemed"), released: countOf("released") },
		discountGiven: discounts.filter((sum) => sum.amount > 0),
		revenue,
		newCustomers: customers[0]?.count ?? 0,
	};
}

/** The invoices of a subscription have an index, those of a change have none. */
const ofItsSubscription = eq(invoices.subscriptionId, planChanges.subscriptionId);
const wasPaid = inArray(invoices.status, ["paid"]);
