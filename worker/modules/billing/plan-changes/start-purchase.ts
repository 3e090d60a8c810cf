import type { PricedPlan } from "#modules/catalog";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { type Id, newId } from "#worker/kernel/ids";
import type { Money } from "#worker/kernel/money";
import type { Interval } from "#worker/modules/catalog/rules";
import { openInvoice } from "../invoices/open-invoice";
import type { BillingDetails } from "../invoices/schemas";
import { billingDetails } from "../invoices/tables";
import type { SellerProfile } from "../seller/schemas";
import { quotePlan } from "./rules";
import { planChanges } from "./tables";

type NewPurchase = {
	subscription: { id: Id<"subscription">; interval: Interval };
	plan: PricedPlan;
	price: Money;
	seller: SellerProfile;
	buyer: BillingDetails & { name: string };
};

/** A first purchase: the quote becomes a plan change and an open invoice; nothing is served until it is paid. */
export function startPurchase(ctx: TenantContext, { subscription, plan, price, seller, buyer }: NewPurchase) {
	const planChangeId = newId("planChange");
	const quote = quotePlan({ name: plan.name, interval: subscription.interval, price }, seller, ctx.now);
	const invoice = openInvoice(ctx, {
		subscriptionId: subscription.id,
		planChangeId,
		periodStart: null,
		quote,
		buyer,
		seller,
	});
	const { name: _name, ...details } = buyer;
	const resource = { kind: "plan_change", id: planChangeId };
	return {
		planChangeId,
		invoiceId: invoice.invoiceId,
		subscription: { status: "pending" as const },
		statements: [
			ctx.db.insert(planChanges, {
				id: planChangeId,
				subscriptionId: subscription.id,
				kind: "first_purchase",
				planId: plan.id,
				interval: subscription.interval,
				status: "awaiting_payment",
				quote,
				createdAt: ctx.now,
				updatedAt: ctx.now,
			}),
			audit(ctx, { action: "plan_change.open", resource, after: { plan: plan.code, total: quote.total } }),
			ctx.db.upsert(billingDetails, billingDetails.tenantId, { details, updatedAt: ctx.now }),
			...invoice.statements,
		],
	};
}
