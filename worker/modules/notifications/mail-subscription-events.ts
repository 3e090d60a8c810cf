import { and, eq, sql } from "drizzle-orm";
import { ownerLocale } from "#modules/tenants";
import type { JobOf } from "#queues/messages";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { money } from "#worker/kernel/money";
import { suspendsAt } from "#worker/modules/billing/dunning/rules";
import { dunningSteps } from "#worker/modules/billing/dunning/tables";
import { invoices } from "#worker/modules/billing/invoices/tables";
import { planChanges } from "#worker/modules/billing/plan-changes/tables";
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
	| "subscription.trial_extended"
	| "subscription.cancel_scheduled"
	| "subscription.paused"
	| "subscription.ended"
	| "subscription.revived"
>;

/** To the owner, in the owner's language. What was taken back before it could be told is not told. */
export async function mailSubscriptionNews(ctx: SystemContext, port: MailPort, job: NewsJob): Promise<void> {
	const about = await loadNews(inTenant(ctx, ctx.db, job.tenantId), job.subscriptionId);
	if (!about) return logMissing(job, "subscription", job.subscriptionId);
	const kind = job.type.replace("subscription.", "") as SubscriptionNewsKind;
	if (!isTakenBack(kind, about)) await tell(ctx, port, { job, kind, about });
}

function isTakenBack(kind: SubscriptionNewsKind, { status, cancelAt, resumesAt }: News): boolean {
	if (kind === "cancel_scheduled") return cancelAt === null;
	if (kind === "trial_extended") return status !== "trialing" || cancelAt !== null;
	return kind === "paused" && !resumesAt;
}

/** A plan change that cost nothing has no invoice and so no receipt: this is what the owner hears of it. */
export async function mailPlanChange(ctx: SystemContext, port: MailPort, job: JobOf<"plan_change.applied">) {
	const inside = inTenant(ctx, ctx.db, job.tenantId);
	const change = await inside.db.find(planChanges, eq(planChanges.id, job.planChangeId));
	if (!change) return logMissing(job, "plan change", job.planChangeId);
	const { id, subscriptionId } = change;
	const paidInvoice = and(
		eq(invoices.subscriptionId, subscriptionId),
		eq(invoices.planChangeId, id),
		eq(invoices.status, "paid"),
	);
	if (await inside.db.find(invoices, paidInvoice)) return;
	const about = await loadNews(inside, subscriptionId);
	if (!about) return logMissing(job, "subscription", subscriptionId);
	await tell(ctx, port, { job, kind: "changed", about });
}

type News = NonNullable<Awaited<ReturnType<typeof loadNews>>>;
type Telling = { job: NewsJob | JobOf<"plan_change.applied">; kind: SubscriptionNewsKind; about: News };

async function tell(ctx: SystemContext, port: MailPort, { job, kind, about }: Telling): Promise<void> {
	const { name, email, locale, tenant, plan, amount, currency } = about;
	const url = `${ctx.config.APP_URL}/app/billing`;
	// Of what is not billed any more, or not now, the price is no news.
	const priced = amount !== null && kind !== "cancel_scheduled" && kind !== "paused";
	const news = {
		kind,
		name,
		tenant,
		plan,
		price: priced ? money(amount, currency) : null,
		at: endOf(kind, about),
		url,
	};
	const to = { eventId: job.id, tenantId: job.tenantId, template: job.type, to: email, locale };
	await deliverMail(ctx, port, { ...to, ...subscriptionNewsMail(news, locale) });
}

function endOf(kind: SubscriptionNewsKind, { trialEndsAt, periodEnd, cancelAt, resumesAt }: News): number | null {
	switch (kind) {
		case "trial_ending":
		case "trial_extended":
			return trialEndsAt;
		case "trial_converted":
		case "revived":
		case "changed":
			return periodEnd;
		case "cancel_scheduled":
			return cancelAt;
		case "paused":
			return resumesAt;
		default:
			return null;
	}
}

/** The subscription with its plan's price now, its organisation and that one's owner. One round trip. */
export async function loadNews(ctx: TenantContext, id: Id<"subscription">) {
	const priceNow = and(
		eq(planPrices.planId, subscriptions.planId),
		eq(planPrices.interval, subscriptions.interval),
		eq(planPrices.currency, subscriptions.currency),
	);
	const { status, currency, trialEndsAt, periodEnd, cancelAt, resumesAt, tenantId } = subscriptions;
	const [row] = await ctx.db.select(
		{
			...{ status, currency, trialEndsAt, periodEnd, cancelAt, resumesAt, tenant: tenants.name, plan: plans.name },
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
