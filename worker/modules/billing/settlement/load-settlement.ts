import { eq, sql } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import type { Selected } from "#worker/kernel/tenant-db";
import type { Interval } from "#worker/modules/catalog/rules";
import { plans, products } from "#worker/modules/catalog/tables";
import { tenants } from "#worker/modules/tenants/tables";
import { invoices } from "../invoices/tables";
import { systemPaymentFields, systemPaymentJoins } from "../payments/system-payment";
import { payments } from "../payments/tables";
import { planChanges } from "../plan-changes/tables";
import { subscriptions } from "../subscriptions/tables";

const fields = {
	...systemPaymentFields,
	provider: payments.provider,
	tenantStatus: tenants.status,
	subtotal: invoices.subtotal,
	tax: invoices.tax,
	planChangeId: invoices.planChangeId,
	subscriptionId: subscriptions.id,
	subscriptionStatus: subscriptions.status,
	interval: sql<Interval>`coalesce(${planChanges.interval}, ${subscriptions.interval})`,
	periodEnd: subscriptions.periodEnd,
	anchorDay: subscriptions.anchorDay,
	planId: plans.id,
	planCode: plans.code,
	limits: plans.limits,
	product: products.code,
};

const query = {
	fields,
	from: payments,
	options: {
		joins: [
			...systemPaymentJoins,
			{ table: subscriptions, on: eq(subscriptions.id, invoices.subscriptionId) },
			{ table: planChanges, on: eq(planChanges.id, invoices.planChangeId), optional: true },
			{ table: plans, on: sql`${plans.id} = coalesce(${planChanges.planId}, ${subscriptions.planId})` },
			{ table: products, on: eq(products.id, plans.productId) },
		],
		where: eq(payments.id, sql.placeholder("id")),
		limit: 1,
	},
};

/** Everything a settlement decides by and answers with, in one round trip. */
export type Settlement = Selected<typeof fields>;

export async function loadSettlement(ctx: SystemContext, id: Id<"payment">): Promise<Settlement> {
	const [row] = await ctx.db.selectHot(query, { id });
	if (!row) throw new AppError("not_found");
	return row;
}
