import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { Currency, Money } from "#worker/kernel/money";
import { pageOf } from "#worker/kernel/pages";
import { SubscriptionView } from "../billing/subscriptions/schemas";
import { TENANT_STATUSES } from "../tenants/rules";
import { MemberView, TenantView } from "../tenants/schemas";

export const SystemTenantSummary = z
	.object({
		id: idOf("tenant"),
		name: z.string(),
		status: z.enum(TENANT_STATUSES),
		plan: z.string().nullable(),
		subscriptionStatus: z.string().nullable(),
		owner: z.object({ name: z.string(), email: z.string() }).nullable(),
		createdAt: z.iso.datetime(),
	})
	.meta({ id: "SystemTenantSummary" });
export type SystemTenantSummary = z.infer<typeof SystemTenantSummary>;
export const SystemTenantPage = pageOf(SystemTenantSummary);

export const SystemTenantDetail = z
	.object({
		...TenantView.shape,
		members: z.array(MemberView),
		subscription: SubscriptionView.nullable(),
		paid: z.array(Money),
		open: z.array(Money),
		/** Where its workload data lives; and whereto, while it moves. */
		shard: z.string(),
		movingTo: z.string().nullable(),
	})
	.meta({ id: "SystemTenantDetail" });

export const Overview = z
	.object({
		tenants: z.array(z.object({ status: z.enum(TENANT_STATUSES), count: z.int() })),
		newTenants: z.object({ last30Days: z.int(), before: z.int() }),
		awaitingReview: z.object({ count: z.int(), oldestAt: z.iso.datetime().nullable() }),
		openInvoices: z.array(z.object({ currency: Currency, amount: z.int(), count: z.int(), overdue: z.int() })),
		/** Settled invoices by Jakarta calendar month, twelve months back. */
		revenue: z.array(z.object({ month: z.string(), currency: Currency, amount: z.int(), invoices: z.int() })),
		subscriptions: z.array(z.object({ plan: z.string(), status: z.string(), count: z.int() })),
	})
	.meta({ id: "Overview" });
export type Overview = z.infer<typeof Overview>;
