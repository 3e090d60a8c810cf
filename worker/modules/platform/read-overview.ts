import { and, asc, count, eq, gte, inArray, lt, min, sql } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import { DAY, isoOrNull } from "#worker/kernel/time";
import { invoices } from "../billing/invoices/tables";
import { payments } from "../billing/payments/tables";
import { subscriptions } from "../billing/subscriptions/tables";
import { tenants } from "../tenants/tables";
import type { Overview } from "./schemas";

const month = sql<string>`strftime('%Y-%m', ${invoices.paidAt} / 1000, 'unixepoch', '+7 hours')`;

/** The operators' first page. Six aggregate reads at once, each over an index. */
export async function readOverview(ctx: SystemContext): Promise<Overview> {
	const { db, now } = ctx;
	const since = (days: number) => now - days * DAY;
	const one = count();
	const [byStatus, [recent], [earlier], [review], open, revenue, bySubscription] = await Promise.all([
		db.select({ status: tenants.status, count: one }, tenants, { groupBy: [tenants.status] }),
		db.select({ count: one }, tenants, { where: gte(tenants.createdAt, since(30)) }),
		db.select({ count: one }, tenants, {
			where: and(gte(tenants.createdAt, since(60)), lt(tenants.createdAt, since(30))),
		}),
		db.select({ count: one, oldest: min(payments.createdAt) }, payments, {
			where: eq(payments.status, "awaiting_review"),
		}),
		db.select(
			{
				currency: invoices.currency,
				amount: sql<number>`sum(${invoices.total})`,
				count: one,
				overdue: sql<number>`sum(${invoices.dueAt} < ${now})`,
			},
			invoices,
			{ where: eq(invoices.status, "open"), groupBy: [invoices.currency] },
		),
		db.select(
			{ month, currency: invoices.currency, amount: sql<number>`sum(${invoices.subtotal})`, invoices: one },
			invoices,
			{
				where: and(eq(invoices.status, "paid"), gte(invoices.paidAt, since(365))),
				groupBy: [month as never, invoices.currency],
				orderBy: [asc(month)],
			},
		),
		db.select({ plan: subscriptions.planCode, status: subscriptions.status, count: one }, subscriptions, {
			where: inArray(subscriptions.status, ["trialing", "pending", "active", "past_due", "suspended"]),
			groupBy: [subscriptions.planCode, subscriptions.status],
		}),
	]);
	return {
		tenants: byStatus,
		newTenants: { last30Days: recent?.count ?? 0, before: earlier?.count ?? 0 },
		awaitingReview: { count: review?.count ?? 0, oldestAt: isoOrNull(review?.oldest ?? null) },
		openInvoices: open,
		revenue,
		subscriptions: bySubscription,
	};
}
