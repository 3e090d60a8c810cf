import { and, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { lostRace, type Statement, violates } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import type { Currency, Money } from "#worker/kernel/money";
import { emit } from "#worker/kernel/outbox";
import { planPrices, plans, products } from "#worker/modules/catalog/tables";
import { isLeaving } from "#worker/modules/tenants/rules";
import { tenants } from "#worker/modules/tenants/tables";
import { type ChargeOutcome, chargeSaved } from "../payments/charge-saved";
import { quotePlan } from "../plan-changes/rules";
import { readSeller } from "../seller/manage-seller";
import { subscriptions } from "../subscriptions/tables";
import { AUTO_TOP_UP_PAUSE, checkOf, type LowReason, RENEWAL_NOTICE } from "./balance-rules";
import { loadAllFunds } from "./load-funds";
import type { SettingsRow } from "./manage-settings";
import { usableCredit } from "./rules";
import { walletSettings } from "./tables";

/**
 * Tops up a wallet that its owner lets us top up, or says that it is low, once until it is above again. Run after
 * money has moved and once a day; running it twice does nothing twice.
 */
export async function checkBalance(ctx: SystemContext, tenantId: Id<"tenant">): Promise<void> {
	const inside = inTenant(ctx, ctx.db, tenantId);
	const [{ rules, funds, renewal }, tenant] = await Promise.all([
		loadBalance(inside),
		inside.db.find(tenants, undefined),
	]);
	if (!tenant || isLeaving(tenant.status)) return;
	const check = checkOf({ rules, ...funds, renewalPrice: renewal?.total ?? null, now: ctx.now });
	const { currency } = funds;
	if (check.topUp !== null && rules && (await claimTopUp(inside, check.topUp))) {
		const amount = { amount: check.topUp, currency };
		const outcome = await charge(ctx, tenantId, amount);
		if (outcome === "none" || outcome === "failed") await notice(inside, currency, "top_up_due");
		return;
	}
	if (check.notice) await notice(inside, currency, check.notice);
	else if (check.rearm) await inside.db.batch([inside.db.update(walletSettings, undefined, { noticedAt: null })]);
}

/** After a payment: only wallets with a rule are looked at, for the price of one read; cron looks at the others. */
export async function checkRuledBalance(ctx: SystemContext, tenantId: Id<"tenant">): Promise<void> {
	const ruled = await inTenant(ctx, ctx.db, tenantId).db.find(walletSettings, undefined);
	if (ruled) await checkBalance(ctx, tenantId);
}

/** A gateway that is switched off is one that cannot charge: the tenant is told instead. */
async function charge(ctx: SystemContext, tenantId: Id<"tenant">, amount: Money): Promise<ChargeOutcome> {
	try {
		return await chargeSaved(ctx, tenantId, { target: "wallet", invoiceId: null, amount });
	} catch (error) {
		if (error instanceof AppError) return "failed";
		throw error;
	}
}

/** What a check goes by: the rules, the funds in their currency, and the renewal that is due within three days. */
export async function loadBalance(ctx: TenantContext) {
	const [stored, fundsIn, renewal] = await Promise.all([
		ctx.db.find(walletSettings, undefined),
		loadAllFunds(ctx),
		renewalDue(ctx),
	]);
	const currency = stored?.currency ?? renewal?.currency ?? "IDR";
	const { wallet, grants } = fundsIn(currency);
	const due = renewal?.currency === currency ? renewal : null;
	const credit = usableCredit(grants, due?.product ?? "platform", ctx.now);
	return { rules: stored ?? null, funds: { currency, wallet, credit }, renewal: due };
}

export type RenewalDue = { at: number; total: number; currency: Currency; product: string; plan: string };

/** What the subscription's next period will cost, with tax, where it begins within three days. */
async function renewalDue(ctx: TenantContext): Promise<RenewalDue | null> {
	const fields = {
		at: subscriptions.nextBillingAt,
		interval: subscriptions.interval,
		currency: subscriptions.currency,
		plan: plans.name,
		product: products.code,
		price: planPrices.amount,
	};
	const priceNow = and(
		eq(planPrices.planId, subscriptions.planId),
		eq(planPrices.interval, subscriptions.interval),
		eq(planPrices.currency, subscriptions.currency),
	);
	const soon = and(
		gt(subscriptions.nextBillingAt, ctx.now),
		lte(subscriptions.nextBillingAt, ctx.now + RENEWAL_NOTICE),
	);
	const [row] = await ctx.db.select(fields, subscriptions, {
		joins: [
			{ table: plans, on: eq(plans.id, subscriptions.planId) },
			{ table: products, on: eq(products.id, plans.productId) },
			{ table: planPrices, on: priceNow ?? sql`true` },
		],
		where: and(eq(subscriptions.status, "active"), isNull(subscriptions.cancelAt), soon),
		limit: 1,
	});
	if (!row || row.at === null || row.price === 0) return null;
	const { at, plan, product, currency, interval } = row;
	const quote = quotePlan(
		{ name: plan, interval, price: { amount: row.price, currency } },
		await readSeller(ctx.db),
		at,
	);
	return { at, plan, product, currency, total: quote.total.amount };
}

/** Whoever gets to write this charges; nobody else does for a day, also when the charge fails or never answers. */
function claimTopUp(ctx: TenantContext, amount: number): Promise<boolean> {
	const rested = or(isNull(walletSettings.toppedUpAt), lte(walletSettings.toppedUpAt, ctx.now - AUTO_TOP_UP_PAUSE));
	const resource = { kind: "wallet", id: ctx.tenantId };
	return first(ctx, [
		ctx.db.update(walletSettings, rested, { toppedUpAt: ctx.now }),
		ctx.db.guard("top_up_claim"),
		audit(ctx, { action: "wallet.auto_top_up", resource, after: { amount } }),
	]);
}

/** Says it once: the row that remembers it and the event are one batch. A tenant without settings gets them here. */
async function notice(ctx: TenantContext, currency: Currency, because: LowReason): Promise<void> {
	const noticed = { noticedAt: ctx.now };
	const fresh = because === "top_up_due" ? undefined : isNull(walletSettings.noticedAt);
	const said = emit(ctx, { type: "wallet.low", because });
	const known: SettingsRow | undefined = await ctx.db.find(walletSettings, undefined);
	const remember = known
		? [ctx.db.update(walletSettings, fresh, noticed), ctx.db.guard("notice_claim")]
		: [ctx.db.insert(walletSettings, { currency, autoTopUp: "off", ...noticed, updatedAt: ctx.now })];
	await first(ctx, [...remember, said]);
}

async function first(ctx: TenantContext, statements: Statement[]): Promise<boolean> {
	try {
		await ctx.db.batch(statements);
		return true;
	} catch (error) {
		if (lostRace(error) || violates(error, "wallet_settings.tenant_id")) return false;
		throw error;
	}
}
