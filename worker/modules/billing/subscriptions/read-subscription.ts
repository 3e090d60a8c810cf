import { desc, eq, inArray, sql } from "drizzle-orm";
import { readEntitlements } from "#modules/catalog";
import type { TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import { iso, isoOrNull } from "#worker/kernel/time";
import { planPrices, plans } from "#worker/modules/catalog/tables";
import { cancelsAt, suspendsAt } from "../dunning/rules";
import { invoices } from "../invoices/tables";
import { ledgerAccounts } from "../ledger/tables";
import { OPEN_PLAN_CHANGES } from "../plan-changes/rules";
import { planChanges } from "../plan-changes/tables";
import { readBillingSettings } from "../settings/manage-settings";
import { mayPurchase } from "./rules";
import { subscriptions } from "./tables";
import { subscriptionView } from "./views";

const priceNow = {
	table: planPrices,
	on: sql`${planPrices.planId} = ${subscriptions.planId} AND ${planPrices.interval} = ${subscriptions.interval}
		AND ${planPrices.currency} = ${subscriptions.currency}`,
	optional: true,
};

const { cancelAt, pausedAt, resumesAt, pastDueSince, nextDunningAt, dunningStep } = subscriptions;

/** The tenant's latest subscription, what it allows, its promotional credit and the invoice that waits. */
export async function readSubscription(ctx: TenantContext) {
	const fields = {
		id: subscriptions.id,
		planCode: subscriptions.planCode,
		interval: subscriptions.interval,
		currency: subscriptions.currency,
		status: subscriptions.status,
		trialEndsAt: subscriptions.trialEndsAt,
		periodStart: subscriptions.periodStart,
		periodEnd: subscriptions.periodEnd,
		planName: plans.name,
		price: sql<number | null>`${planPrices.amount}`,
		...{ cancelAt, pausedAt, resumesAt, pastDueSince, nextDunningAt, dunningStep },
	};
	const [[row], entitlements, [promo], open, [change]] = await Promise.all([
		ctx.db.select(fields, subscriptions, {
			joins: [{ table: plans, on: eq(plans.id, subscriptions.planId) }, priceNow],
			orderBy: [desc(subscriptions.createdAt), desc(subscriptions.id)],
			limit: 1,
		}),
		readEntitlements(ctx),
		ctx.db.list(ledgerAccounts, { where: eq(ledgerAccounts.code, "promo") }),
		ctx.db.list(invoices, {
			where: inArray(invoices.status, ["open", "uncollectible"]),
			orderBy: [desc(invoices.openedAt)],
			limit: 1,
		}),
		openChange(ctx),
	]);
	if (!row) throw new AppError("not_found");
	return {
		...subscriptionView(row),
		planName: row.planName,
		price: row.price === null ? null : { amount: row.price, currency: row.currency },
		limits: entitlements.limits,
		promoCredit: promo ? { amount: promo.balance, currency: promo.currency } : null,
		openInvoiceId: open[0]?.id ?? null,
		openPlanChangeId: change?.id ?? null,
		cancelAt: isoOrNull(row.cancelAt),
		pausedAt: isoOrNull(row.pausedAt),
		resumesAt: isoOrNull(row.resumesAt),
		pastDueSince: isoOrNull(row.pastDueSince),
		dunning: await whatComes(ctx, row),
		scheduledChange: change?.status === "quoted" ? scheduledView(change) : null,
		canPurchase: !change && (mayPurchase(row) || row.status === "canceled" || row.status === "expired"),
		canChange: !change && row.status === "active" && row.periodEnd !== null && row.cancelAt === null,
	};
}

type Overdue = Pick<typeof subscriptions.$inferSelect, "status" | "pastDueSince" | "nextDunningAt" | "dunningStep">;

async function whatComes(ctx: TenantContext, { status, pastDueSince: since, nextDunningAt, dunningStep }: Overdue) {
	if (since === null || (status !== "past_due" && status !== "suspended")) return null;
	const settings = await readBillingSettings(ctx.db);
	return {
		suspendsAt: iso(suspendsAt(settings, since)),
		cancelsAt: iso(cancelsAt(settings, since)),
		nextStepAt: isoOrNull(nextDunningAt),
		stepsTaken: dunningStep,
	};
}

const openChange = (ctx: TenantContext) =>
	ctx.db.select(openChangeFields, planChanges, {
		joins: [{ table: plans, on: eq(plans.id, planChanges.planId) }],
		where: inArray(planChanges.status, OPEN_PLAN_CHANGES),
		limit: 1,
	});
const { id, status, interval, effectiveAt, quote } = planChanges;
const openChangeFields = { id, status, interval, effectiveAt, quote, plan: plans.code, planName: plans.name };

function scheduledView(change: Awaited<ReturnType<typeof openChange>>[number]) {
	const { id, plan, planName, interval, effectiveAt, quote } = change;
	return { id, plan, planName, interval, effectiveAt: isoOrNull(effectiveAt), total: quote.total };
}
