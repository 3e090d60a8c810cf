import { and, desc, eq, inArray, ne, or, sql } from "drizzle-orm";
import { findPlanOnSale, type PricedPlan, priceOf } from "#modules/catalog";
import type { TenantContext } from "#worker/kernel/context";
import { AppError, invalid } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import type { Currency, Money } from "#worker/kernel/money";
import type { SystemDb } from "#worker/kernel/system-db";
import type { TenantDb } from "#worker/kernel/tenant-db";
import type { Interval } from "#worker/modules/catalog/rules";
import { ChangePolicy } from "#worker/modules/catalog/schemas";
import { planPrices, plans } from "#worker/modules/catalog/tables";
import { seatUse } from "#worker/modules/tenants/seats";
import { tenants } from "#worker/modules/tenants/tables";
import { type Coupon, couponCode } from "../coupons/rules";
import { couponRedemptions, coupons } from "../coupons/tables";
import { billingDetails, invoices } from "../invoices/tables";
import { readSeller } from "../seller/manage-seller";
import { readBillingSettings } from "../settings/manage-settings";
import { mayPurchase } from "../subscriptions/rules";
import { subscriptions } from "../subscriptions/tables";
import type { Running, Target } from "./direction";
import type { QuoteInput } from "./quote-change";
import { planChanges } from "./tables";

export type Wanted = {
	plan: string;
	interval: Interval;
	currency: Currency | undefined;
	coupons: string[];
	adjustments: QuoteInput["adjustments"];
	/** The change that is quoted again; its own reservations do not stand in its way. */
	again?: Id<"planChange">;
};

/** Everything a change is quoted and opened by. `subscription` is null where the last one has ended. */
export type LoadedChange = Awaited<ReturnType<typeof loadChange>>;

/** Loads a change of the tenant's subscription. @throws 409 while the subscription takes none, 422 about the plan */
export async function loadChange(ctx: TenantContext, wanted: Wanted) {
	const [plan, seller, settings, tenant, details, [current], applied, renewal, seats, offered, use] = await Promise.all(
		[
			findPlanOnSale(ctx.db, wanted.plan),
			readSeller(ctx.db),
			readBillingSettings(ctx.db),
			ctx.db.find(tenants, undefined),
			ctx.db.find(billingDetails, undefined),
			currentSubscription(ctx),
			lastApplied(ctx),
			lastRenewalPaid(ctx),
			seatUse(ctx),
			offeredCoupons(ctx.db, wanted.coupons),
			couponUse(ctx, wanted.again),
		],
	);
	if (!tenant) throw new AppError("not_found");
	const subscription = current && current.status !== "canceled" && current.status !== "expired" ? current : null;
	const running = subscription && runningPeriod(subscription, { applied, renewal });
	const currency = wanted.currency ?? current?.currency ?? "IDR";
	const price = priceOf(plan, { interval: wanted.interval, currency });
	if (price.amount === 0)
		throw invalid("/plan", `${plan.name} costs nothing: it is what remains when the subscription is canceled.`);
	if (plan.limits.users !== null && seats.used > plan.limits.users)
		throw invalid("/plan", `${plan.name} has ${plan.limits.users} users and ${seats.used} are in use (limit: users).`);
	const to = targetOf(plan, { interval: wanted.interval, price }, running);
	const input: QuoteInput = {
		running,
		to,
		policy: plan.changePolicy ?? current?.changePolicy ?? settings.changePolicy,
		coupons: { named: wanted.coupons, offered, use, firstPurchase: !running && applied === undefined },
		adjustments: wanted.adjustments,
		seller,
		now: ctx.now,
	};
	return { input, plan, seller, settings, tenant, details: details?.details ?? null, subscription, current };
}

/** The price of the plan, and what the same plan costs in the currency of the running period. */
function targetOf(
	plan: PricedPlan,
	{ interval, price }: { interval: Interval; price: Money },
	running: Running | null,
) {
	const same = plan.prices.find((row) => row.interval === interval && row.currency === running?.currency);
	const comparable = same ? { amount: same.amount, currency: same.currency } : null;
	return { plan: plan.code, planName: plan.name, interval, price, comparable } satisfies Target;
}

type OnTrial = Pick<typeof subscriptions.$inferSelect, "planCode" | "interval" | "currency">;

/** A running trial as a coupon sees it: its own plan, not bought yet. */
export async function loadTrial(ctx: TenantContext, { planCode, interval, currency }: OnTrial, coupon: string) {
	const [plan, seller, offered, use] = await Promise.all([
		findPlanOnSale(ctx.db, planCode),
		readSeller(ctx.db),
		offeredCoupons(ctx.db, [coupon]),
		couponUse(ctx, undefined),
	]);
	const price = priceOf(plan, { interval, currency });
	const input: QuoteInput = {
		running: null,
		to: targetOf(plan, { interval, price }, null),
		policy: ChangePolicy.parse({}),
		coupons: { named: [coupon], offered, use, firstPurchase: true },
		adjustments: { discount: 0, bonusDays: 0 },
		seller,
		now: ctx.now,
	};
	return { plan, input };
}

const fields = {
	id: subscriptions.id,
	productId: subscriptions.productId,
	planId: subscriptions.planId,
	planCode: subscriptions.planCode,
	interval: subscriptions.interval,
	currency: subscriptions.currency,
	status: subscriptions.status,
	periodStart: subscriptions.periodStart,
	periodEnd: subscriptions.periodEnd,
	anchorDay: subscriptions.anchorDay,
	cancelAt: subscriptions.cancelAt,
	planName: plans.name,
	changePolicy: plans.changePolicy,
	listPrice: sql<number | null>`${planPrices.amount}`,
};

const currentSubscription = (ctx: TenantContext) =>
	ctx.db.select(fields, subscriptions, {
		joins: [
			{ table: plans, on: eq(plans.id, subscriptions.planId) },
			{
				table: planPrices,
				on: sql`${planPrices.planId} = ${subscriptions.planId} AND ${planPrices.interval} = ${subscriptions.interval}
					AND ${planPrices.currency} = ${subscriptions.currency}`,
				optional: true,
			},
		],
		orderBy: [desc(subscriptions.createdAt), desc(subscriptions.id)],
		limit: 1,
	});
export type CurrentSubscription = Awaited<ReturnType<typeof currentSubscription>>[number];

type Bought = {
	applied: { subscriptionId: string; at: number; quote: typeof planChanges.$inferSelect.quote } | undefined;
	renewal: { subscriptionId: string; at: number | null; amount: number } | undefined;
};

/** The paid period that runs; null while nothing is paid. @throws 409 while it takes no change */
function runningPeriod(subscription: CurrentSubscription, bought: Bought): Running | null {
	if (mayPurchase(subscription)) return null;
	const { status, periodStart, periodEnd, currency, listPrice: list } = subscription;
	if (status === "paused") throw new AppError("conflict", "The subscription is paused; resume it first.");
	if (status !== "active" || periodStart === null || periodEnd === null)
		throw new AppError("conflict", `The subscription is ${status}: its invoice is what is to be paid first.`);
	if (subscription.cancelAt !== null)
		throw new AppError("conflict", "The subscription ends with its period; take the cancellation back first.");
	return {
		plan: subscription.planCode,
		planName: subscription.planName,
		interval: subscription.interval,
		currency,
		pricePaid: { amount: pricePaid(subscription, bought) ?? list ?? 0, currency },
		listPrice: list === null ? null : { amount: list, currency },
		periodStart,
		periodEnd,
	};
}

/** What the running period was bought for: by the last change, or by a renewal since. */
function pricePaid({ id }: CurrentSubscription, { applied, renewal }: Bought): number | undefined {
	const change = applied?.subscriptionId === id ? applied : undefined;
	const bill = renewal?.subscriptionId === id ? renewal : undefined;
	if (bill && (bill.at ?? 0) >= (change?.at ?? 0)) return bill.amount;
	return (change?.quote.periodPrice ?? change?.quote.subtotal)?.amount;
}

/** The last purchase; a coupon that made a trial longer bought nothing. */
async function lastApplied(ctx: TenantContext): Promise<Bought["applied"]> {
	const [row] = await ctx.db.list(planChanges, {
		where: and(eq(planChanges.status, "applied"), ne(planChanges.kind, "trial_extension")),
		orderBy: [desc(planChanges.updatedAt), desc(planChanges.id)],
		limit: 1,
	});
	return row && { subscriptionId: row.subscriptionId, at: row.updatedAt, quote: row.quote };
}

/** The first line of a renewal is the plan; what else was on the invoice was owed for other things. */
async function lastRenewalPaid(ctx: TenantContext): Promise<Bought["renewal"]> {
	const amount = sql<number>`(SELECT amount FROM invoice_lines l
		WHERE l.tenant_id = ${ctx.tenantId} AND l.invoice_id = invoices.id AND l.position = 0)`;
	const renewal = sql`${invoices.planChangeId} IS NULL AND ${invoices.periodStart} IS NOT NULL`;
	const [row] = await ctx.db.select(
		{ subscriptionId: invoices.subscriptionId, at: invoices.paidAt, amount },
		invoices,
		{ where: and(eq(invoices.status, "paid"), renewal), orderBy: [desc(invoices.openedAt)], limit: 1 },
	);
	return row;
}

/** Those that were named, and those that apply by themselves. */
export function offeredCoupons(db: SystemDb | TenantDb, named: string[]): Promise<Coupon[]> {
	const list = "listShared" in db ? db.listShared.bind(db) : db.list.bind(db);
	const byThemselves = and(eq(coupons.autoApply, true), eq(coupons.enabled, true));
	const where = named.length > 0 ? or(inArray(coupons.code, named.map(couponCode)), byThemselves) : byThemselves;
	return list(coupons, { where, limit: 50 });
}

async function couponUse(
	ctx: TenantContext,
	again: Id<"planChange"> | undefined,
): Promise<QuoteInput["coupons"]["use"]> {
	const rows = await ctx.db.select(
		{
			couponId: couponRedemptions.couponId,
			byTenant: sql<number>`count(*)`,
			byThis: sql<number>`sum(${couponRedemptions.planChangeId} = ${again ?? ""})`,
		},
		couponRedemptions,
		{ where: ne(couponRedemptions.status, "released"), groupBy: [couponRedemptions.couponId] },
	);
	return Object.fromEntries(rows.map(({ couponId, ...use }) => [couponId, use]));
}
