import { findPlanOnSale, NO_LIMITS, type PricedPlan, priceOf } from "#modules/catalog";
import { DEFAULT_FORMATS, slugOf } from "#modules/tenants";
import { audit } from "#worker/kernel/audit";
import { inTenant, type TenantContext, type UserContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { newId } from "#worker/kernel/ids";
import { entitlements } from "#worker/modules/catalog/tables";
import { members, tenants } from "#worker/modules/tenants/tables";
import { readInvoice } from "../invoices/read-invoices";
import { startPurchase } from "../plan-changes/start-purchase";
import { readSeller } from "../seller/manage-seller";
import { startTrial } from "../subscriptions/start-trial";
import { subscriptions } from "../subscriptions/tables";
import { subscriptionView } from "../subscriptions/views";
import type { NewTenant } from "./schemas";

/** One person may found this many organisations; more is not a use we know. */
const MAX_OWNED = 20;

/**
 * Founds a tenant: with billing details the plan is bought (pending until its invoice is paid), without
 * them its trial begins at once. Everything is written in one batch or not at all.
 */
export async function foundTenant(ctx: UserContext, input: NewTenant) {
	const [plan, seller] = await Promise.all([
		findPlanOnSale(ctx.installation, input.plan),
		readSeller(ctx.installation),
	]);
	const price = priceOf(plan, input);
	if (ctx.session.memberships.filter((m) => m.role === "owner").length >= MAX_OWNED)
		throw new AppError("limit_reached", `One person owns at most ${MAX_OWNED} organisations.`);
	const paid = input.billing !== undefined && price.amount > 0;
	if (!paid && price.amount > 0 && plan.trialDays === 0)
		throw invalid("/billing", `${plan.name} has no trial: billing details are needed.`);

	const inside = inTenant(ctx, ctx.installation, newId("tenant"));
	const subscription = newSubscription(inside, plan, input);
	const entering = paid
		? startPurchase(inside, {
				subscription,
				plan,
				price,
				seller,
				buyer: { name: input.name, ...input.billing } as never,
			})
		: startTrial(inside, { subscription, plan });
	await inside.db.batch([
		...foundation(inside, ctx, input, paid ? "pending" : "active"),
		inside.db.insert(subscriptions, { ...subscription, ...entering.subscription }),
		inside.db.insert(entitlements, {
			id: newId("entitlements"),
			planCode: plan.code,
			version: 1,
			limits: paid ? NO_LIMITS : plan.limits,
			updatedAt: ctx.now,
		}),
		...entering.statements,
	]);
	return answer(inside, input.name, entering.invoiceId);
}

function foundation(
	inside: TenantContext,
	ctx: UserContext,
	input: NewTenant,
	status: "pending" | "active",
): Statement[] {
	const { db, tenantId, now } = inside;
	const country = input.billing?.country ?? "ID";
	const formats = { ...DEFAULT_FORMATS, currency: input.currency };
	const slug = slugOf(input.name, tenantId.slice(-6));
	const resource = { kind: "tenant", id: tenantId };
	return [
		db.insert(tenants, {
			id: tenantId,
			name: input.name,
			slug,
			status,
			country,
			formats,
			createdAt: now,
			updatedAt: now,
		}),
		db.insert(members, { id: newId("member"), userId: ctx.actor.id, role: "owner", createdAt: now }),
		audit(inside, { action: "tenant.found", resource, after: { name: input.name, plan: input.plan, status } }),
	];
}

function newSubscription(inside: TenantContext, plan: PricedPlan, input: NewTenant) {
	return {
		id: newId("subscription"),
		productId: plan.productId,
		planId: plan.id,
		planCode: plan.code,
		interval: input.interval,
		currency: input.currency,
		createdAt: inside.now,
		updatedAt: inside.now,
	};
}

async function answer(
	inside: TenantContext,
	name: string,
	invoiceId: Awaited<ReturnType<typeof startPurchase>>["invoiceId"] | null,
) {
	const [tenant, subscription, invoice] = await Promise.all([
		inside.db.find(tenants, undefined),
		inside.db.find(subscriptions, undefined),
		invoiceId ? readInvoice(inside, invoiceId) : null,
	]);
	if (!tenant || !subscription) throw new AppError("internal");
	return {
		tenant: { id: tenant.id, name, status: tenant.status },
		subscription: subscriptionView(subscription),
		...(invoice && {
			invoice: { id: invoice.id, number: invoice.number, total: invoice.total, status: invoice.status },
		}),
	};
}
