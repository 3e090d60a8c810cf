import { NO_LIMITS, type PricedPlan } from "#modules/catalog";
import { DEFAULT_FORMATS, placeTenant, slugOf } from "#modules/tenants";
import { audit } from "#worker/kernel/audit";
import { inTenant, type TenantContext, type UserContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import { shards } from "#worker/kernel/tables";
import { entitlements } from "#worker/modules/catalog/tables";
import { members, tenants } from "#worker/modules/tenants/tables";
import { readInvoice } from "../invoices/read-invoices";
import { couponRace, refuseCoupons } from "../plan-changes/coupon-refusal";
import { extendTrial } from "../plan-changes/extend-trial";
import { openChange } from "../plan-changes/open-change";
import { loadSignUp } from "../plan-changes/preview";
import { planChangeQuote } from "../plan-changes/quote-change";
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
	const [loaded, taking] = await Promise.all([loadSignUp(ctx, input), ctx.installation.list(shards)]);
	const { plan, price } = loaded;
	if (ctx.session.memberships.filter((m) => m.role === "owner").length >= MAX_OWNED)
		throw new AppError("limit_reached", `One person owns at most ${MAX_OWNED} organisations.`);
	const paid = input.billing !== undefined && price.amount > 0;
	if (!paid && price.amount > 0 && plan.trialDays === 0)
		throw invalid("/billing", `${plan.name} has no trial: billing details are needed.`);

	const inside = inTenant(ctx, ctx.installation, newId("tenant"));
	const subscription = newSubscription(inside, plan, input);
	const entering = paid ? purchase(inside, subscription, loaded, input) : trial(inside, subscription, loaded);
	try {
		await inside.db.batch([
			...foundation(inside, ctx, input, { status: paid ? "pending" : "active", shard: shardFor(inside, taking) }),
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
	} catch (error) {
		throw couponRace(error) ?? error;
	}
	return answer(inside, input.name, entering.invoiceId);
}

type Loaded = Awaited<ReturnType<typeof loadSignUp>>;
type NewSubscription = ReturnType<typeof newSubscription>;

function purchase(inside: TenantContext, subscription: NewSubscription, loaded: Loaded, input: NewTenant) {
	const quote = planChangeQuote(loaded.input);
	refuseCoupons(quote.refused);
	const opened = openChange(inside, {
		quote,
		...{ plan: loaded.plan, interval: input.interval, seller: loaded.seller },
		fromPlan: null,
		subscription: { id: subscription.id, status: "pending", periodEnd: null, anchorDay: null },
		buyer: { name: input.name, ...input.billing } as never,
		adjustments: null,
	});
	return { ...opened, subscription: { status: "pending" as const } };
}

/** A coupon that adds days lengthens the trial from its first day on. */
function trial(inside: TenantContext, subscription: NewSubscription, { plan, input }: Loaded) {
	const started = startTrial(inside, { subscription, plan });
	if (input.coupons.named.length === 0) return started;
	const longer = extendTrial(inside, { subscription: { ...subscription, ...started.subscription }, plan, input });
	return { ...started, statements: [...started.statements, ...longer.statements] };
}

function foundation(
	inside: TenantContext,
	ctx: UserContext,
	input: NewTenant,
	{ status, shard }: { status: "pending" | "active"; shard: string },
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
			shard,
			createdAt: now,
			updatedAt: now,
		}),
		db.insert(members, { id: newId("member"), userId: ctx.actor.id, role: "owner", createdAt: now }),
		audit(inside, { action: "tenant.found", resource, after: { name: input.name, plan: input.plan, status } }),
	];
}

/** Among the shards that are bound here; the first one where nobody has said who takes new tenants. */
function shardFor({ shards: { codes }, tenantId }: TenantContext, taking: (typeof shards.$inferSelect)[]): string {
	const bound = taking.filter(({ code }) => codes.includes(code));
	return placeTenant(tenantId, bound) ?? codes[0] ?? "00";
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

async function answer(inside: TenantContext, name: string, invoiceId: Id<"invoice"> | null) {
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
