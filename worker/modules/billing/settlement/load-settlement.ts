import { eq, type SQL, sql } from "drizzle-orm";
import type { SystemContext, TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import type { Selected } from "#worker/kernel/tenant-db";
import type { Interval } from "#worker/modules/catalog/rules";
import { plans, products } from "#worker/modules/catalog/tables";
import { tenants } from "#worker/modules/tenants/tables";
import { invoices } from "../invoices/tables";
import { systemPaymentFields, systemPaymentJoins } from "../payments/system-payment";
import { payments } from "../payments/tables";
import type { PlanChangeTiming } from "../plan-changes/rules";
import { planChanges } from "../plan-changes/tables";
import { subscriptions } from "../subscriptions/tables";

/** What an invoice says about the service that paying it brings. */
const debt = {
	tenantStatus: tenants.status,
	suspendedFor: tenants.suspendedFor,
	number: invoices.number,
	total: invoices.total,
	subtotal: invoices.subtotal,
	tax: invoices.tax,
	invoiceCurrency: invoices.currency,
	invoiceStatus: invoices.status,
	periodStart: invoices.periodStart,
	planChangeId: invoices.planChangeId,
	timing: sql<PlanChangeTiming | null>`${planChanges.timing}`,
	bonusDays: sql<number>`coalesce(${planChanges.bonusDays}, 0)`,
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
const debtJoins = [
	{ table: subscriptions, on: eq(subscriptions.id, invoices.subscriptionId) },
	{ table: planChanges, on: eq(planChanges.id, invoices.planChangeId), optional: true },
	{ table: plans, on: sql`${plans.id} = coalesce(${planChanges.planId}, ${subscriptions.planId})` },
	{ table: products, on: eq(products.id, plans.productId) },
];

const fields = {
	...systemPaymentFields,
	...debt,
	invoiceId: invoices.id,
	provider: payments.provider,
	transferId: payments.transferId,
};
const [, ...otherJoins] = systemPaymentJoins;
const joins = [{ table: invoices, on: eq(invoices.id, payments.invoiceId) }, ...otherJoins, ...debtJoins];
const byId: SQL = eq(payments.id, sql.placeholder("id"));
const query = { fields, from: payments, options: { joins, where: byId, limit: 1 } };

/** Everything the settlement of an invoice decides by and answers with, in one round trip. */
export type LoadedSettlement = Selected<typeof fields>;
/** What it decides by. A payment that is made and settled in the same batch has only this. */
export type Settlement = Selected<typeof debt> &
	Pick<
		LoadedSettlement,
		"id" | "tenantId" | "invoiceId" | "provider" | "status" | "amount" | "currency" | "transferId"
	>;

export async function loadSettlement(ctx: SystemContext, id: Id<"payment">): Promise<LoadedSettlement> {
	const row = await findSettlement(ctx, id);
	if (!row) throw new AppError("not_found");
	return row;
}

/** Undefined where there is no such payment, or it is for no invoice: a top-up. */
export async function findSettlement(ctx: SystemContext, id: Id<"payment">): Promise<LoadedSettlement | undefined> {
	const [row] = await ctx.db.selectHot(query, { id });
	return row;
}

const debtFields = { ...debt, tenantId: invoices.tenantId, invoiceId: invoices.id };
const tenantJoin = { table: tenants, on: eq(tenants.id, invoices.tenantId) };
const debtQuery = {
	fields: debtFields,
	from: invoices,
	options: { joins: [tenantJoin, ...debtJoins], where: eq(invoices.id, sql.placeholder("id")), limit: 1 },
};
export type Debt = Selected<typeof debtFields>;

/** The same for an invoice that is about to be paid by a payment which is not written yet. */
export async function loadDebt(ctx: SystemContext, invoiceId: Id<"invoice">): Promise<Debt> {
	const [row] = await ctx.db.selectHot(debtQuery, { id: invoiceId });
	if (!row) throw new AppError("not_found");
	return row;
}

/** The same through the tenant's own door. */
export async function loadOwnDebt(ctx: TenantContext, invoiceId: Id<"invoice">): Promise<Debt> {
	const [row] = await ctx.db.select(debtFields, invoices, {
		joins: [tenantJoin, ...debtJoins],
		where: eq(invoices.id, invoiceId),
		limit: 1,
	});
	if (!row) throw new AppError("not_found");
	return row;
}
