import { and, eq, sql } from "drizzle-orm";
import { ownerLocale } from "#modules/tenants";
import type { JobOf } from "#queues/messages";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { money } from "#worker/kernel/money";
import { suspendsAt } from "#worker/modules/billing/dunning/rules";
import { dunningSteps } from "#worker/modules/billing/dunning/tables";
import { invoices } from "#worker/modules/billing/invoices/tables";
import { readBillingSettings } from "#worker/modules/billing/settings/manage-settings";
import { subscriptions } from "#worker/modules/billing/subscriptions/tables";
import { planPrices, plans } from "#worker/modules/catalog/tables";
import { users } from "#worker/modules/identity/tables";
import { members, tenants } from "#worker/modules/tenants/tables";
import { deliverMail } from "./deliver-mail";
import { logMissing } from "./log-missing";
import type { MailPort } from "./mail-port";
import { type DunningKind, dunningMail } from "./templates/dunning";
import { type SubscriptionNewsKind, subscriptionNewsMail } from "./templates/subscription-news";

const KINDS: Record<string, DunningKind> = {
	retry: "reminder",
	notice: "reminder",
	suspend: "suspended",
	cancel: "canceled",
	contact: "contact",
};

/** The letter of a step of dunning. A reminder of what was paid meanwhile is not sent. */
export async function mailDunningStep(ctx: SystemContext, port: MailPort, job: JobOf<"dunning.step_taken">) {
	const inside = inTenant(ctx, ctx.db, job.tenantId);
	const [step, settings, locale] = await Promise.all([
		loadStep(inside, job.dunningStepId),
		readBillingSettings(ctx.db),
		ownerLocale(inside),
	]);
	const kind = step && KINDS[step.action];
	if (!step || !kind) return logMissing(job, "dunning step", job.dunningStepId);
	if (kind === "reminder" && step.invoiceStatus !== "open") return;
	const content = dunningMail(
		{
			kind,
			buyer: step.buyer.name,
			number: step.number,
			total: money(step.total, step.currency),
			suspendsAt:
				kind === "reminder" && step.since !== null ? futureOf(suspendsAt(settings, step.since), ctx.now) : null,
			message: kind === "contact" ? step.outcome : null,
			url: `${ctx.config.APP_URL}/app/invoices/${step.invoiceId}`,
		},
		locale,
	);
	const template = `dunning.${kind}`;
	const to = { eventId: job.id, tenantId: job.tenantId, template, to: step.buyer.email, locale };
	await deliverMail(ctx, port, { ...to, ...content });
}

const futureOf = (at: number, now: number): number | null => (at > now ? at : null);

async function loadStep(ctx: TenantContext, id: Id<"dunningStep">) {
	const { number, total, currency, buyer } = invoices;
	const [row] = await ctx.db.select(
		{
			...{ number, total, currency, buyer, invoiceId: invoices.id, invoiceStatus: invoices.status },
			...{ action: dunningSteps.action, outcome: dunningSteps.outcome, since: subscriptions.pastDueSince },
		},
		dunningSteps,
		{
			joins: [
				{ table: invoices, on: eq(invoices.id, dunningSteps.invoiceId) },
				{ table: subscriptions, on: eq(subscriptions.id, dunningSteps.subscriptionId) },
			],
			where: eq(dunningSteps.id, id),
			limit: 1,
		},
	);
	return row;
}

type NewsJob = JobOf<
	| "subscription.trial_ending"
	| "subscription.trial_converted"
	| "subscription.trial_expired"
	| "subscription.ended"
	| "subscription.revived"
>;

/** To the owner, in the owner's language. */
export async function mailSubscriptionNews(ctx: SystemContext, port: MailPort, job: NewsJob): Promise<void> {
	const about = await loadNews(inTenant(ctx, ctx.db, job.tenantId), job.subscriptionId);
	if (!about) return logMissing(job, "subscription", job.subscriptionId);
	const kind = job.type.replace("subscription.", "") as SubscriptionNewsKind;
	const { name, email, locale, tenant, plan, amount, currency, trialEndsAt, periodEnd } = about;
	const at =
		kind === "trial_ending" ? trialEndsAt : kind === "trial_converted" || kind === "revived" ? periodEnd : null;
	const url = `${ctx.config.APP_URL}/app/billing`;
	const price = amount === null ? null : money(amount, currency);
	const content = subscriptionNewsMail({ kind, name, tenant, plan, price, at, url }, locale);
	const to = { eventId: job.id, tenantId: job.tenantId, template: job.type, to: email, locale };
	await deliverMail(ctx, port, { ...to, ...content });
}

async function loadNews(ctx: TenantContext, id: Id<"subscription">) {
	const priceNow = and(
		eq(planPrices.planId, subscriptions.planId),
		eq(planPrices.interval, subscriptions.interval),
		eq(planPrices.currency, subscriptions.currency),
	);
	const { currency, trialEndsAt, periodEnd, tenantId } = subscriptions;
	const [row] = await ctx.db.select(
		{
			...{ currency, trialEndsAt, periodEnd, tenant: tenants.name, plan: plans.name },
			...{ name: users.name, email: users.email, locale: users.locale },
			amount: sql<number | null>`${planPrices.amount}`,
		},
		subscriptions,
		{
			joins: [
				{ table: tenants, on: eq(tenants.id, tenantId) },
				{ table: plans, on: eq(plans.id, subscriptions.planId) },
				{ table: planPrices, on: priceNow ?? sql`false`, optional: true },
				{ table: members, on: eq(members.role, "owner") },
				{ table: users, on: eq(users.id, members.userId) },
			],
			where: eq(subscriptions.id, id),
			limit: 1,
		},
	);
	return row;
}
