import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { tenants } from "#worker/modules/tenants/tables";
import { invoices } from "../invoices/tables";
import { payments } from "../payments/tables";
import { GATEWAYS } from "../providers/provider";
import { readBillingSettings } from "../settings/manage-settings";
import { subscriptions } from "../subscriptions/tables";

const { id, status, productId, planCode, currency, periodEnd, pastDueSince, nextDunningAt, dunningStep } =
	subscriptions;

/** The renewal that a subscription owes, how far dunning has come, and the rules it follows; null if it owes none. */
export async function loadArrears(ctx: TenantContext, subscriptionId: Id<"subscription">) {
	const [[row], settings] = await Promise.all([
		ctx.db.select(
			{
				...{ id, status, productId, planCode, currency, periodEnd, pastDueSince, nextDunningAt, dunningStep },
				tenantStatus: tenants.status,
				suspendedFor: tenants.suspendedFor,
				invoiceId: invoices.id,
				number: invoices.number,
				total: invoices.total,
				invoiceCurrency: invoices.currency,
				planChangeId: invoices.planChangeId,
				underReview: sql<number>`EXISTS (SELECT 1 FROM payments p WHERE p.invoice_id = ${invoices.id} AND p.status = 'awaiting_review')`,
				unfinished: sql<Id<"dunningStep"> | null>`(SELECT d.id FROM dunning_steps d WHERE d.invoice_id = ${invoices.id} AND d.outcome = 'started' LIMIT 1)`,
			},
			subscriptions,
			{
				joins: [
					{ table: tenants, on: eq(tenants.id, subscriptions.tenantId) },
					{
						table: invoices,
						on: sql`${invoices.subscriptionId} = ${subscriptions.id} AND ${invoices.periodStart} = ${subscriptions.periodEnd}
							AND ${invoices.status} IN ('open', 'uncollectible')`,
					},
				],
				where: and(eq(subscriptions.id, subscriptionId), inArray(subscriptions.status, ["past_due", "suspended"])),
				limit: 1,
			},
		),
		readBillingSettings(ctx.db),
	]);
	return row ? { ...row, settings } : null;
}

export type Arrears = NonNullable<Awaited<ReturnType<typeof loadArrears>>>;

/** Whether the invoice is being charged unattended already, and nobody knows yet how that ended. */
export async function chargeUnderWay(ctx: TenantContext, invoiceId: Id<"invoice">): Promise<boolean> {
	const unattended = and(
		eq(payments.invoiceId, invoiceId),
		inArray(payments.provider, GATEWAYS),
		isNull(payments.submittedBy),
		inArray(payments.status, ["created", "pending"]),
	);
	return (await ctx.db.find(payments, unattended)) !== undefined;
}
