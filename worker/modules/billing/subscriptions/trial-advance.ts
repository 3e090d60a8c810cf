import { and, eq, isNull, sql } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { lostRace, type Statement, violates } from "#worker/kernel/database";
import type { Id } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { next } from "#worker/kernel/state-machine";
import { invoices } from "../invoices/tables";
import { chargeSaved } from "../payments/charge-saved";
import { savedMeans } from "../providers/tables";
import { readBillingSettings } from "../settings/manage-settings";
import { type Bill, billPeriod, opened, paidBill } from "./bill-period";
import { fallBackToFree, findFreePlan, grantLimits } from "./fall-back";
import { loadRenewal, type Renewal } from "./load-renewal";
import { SUBSCRIPTION_MACHINE, type SubscriptionEvent } from "./rules";
import { subscriptions } from "./tables";
import { planTrial, type TrialStep } from "./trial-rules";

/**
 * Does what is due about a trial: the reminder, or its end. What is converted is billed and paid in one batch; a
 * saved means is charged after the batch, and the trial expires when that fails. @returns what was done
 */
export async function advanceTrial(
	ctx: SystemContext,
	tenantId: Id<"tenant">,
	subscriptionId: Id<"subscription">,
): Promise<TrialStep> {
	const inside = inTenant(ctx, ctx.db, tenantId);
	const [trial, settings, saved] = await Promise.all([
		loadRenewal(inside, subscriptionId),
		readBillingSettings(ctx.db),
		inside.db.find(savedMeans, isNull(savedMeans.removedAt)),
	]);
	if (!trial) return "none";
	const bill = billOf(inside, trial);
	const paid = bill && trial.trialEndsAt !== null ? paidBill(inside, trial, bill, trial.trialEndsAt) : null;
	const facts = { ...trial, billable: bill !== null, canPay: paid !== null, hasSavedMeans: saved !== undefined };
	const purchaseOpen = trial.unpaid !== null || trial.underReview || trial.scheduled !== null;
	const step = planTrial({ ...facts, purchaseOpen, reminderDays: settings.trialReminderDays }, ctx.now);
	const statements = await statementsOf(inside, trial, step, { bill, paid });
	if (statements === null || !(await write(inside, statements))) return "none";
	if (step === "charge" && bill) await chargeFirstPeriod(ctx, inside, trial, bill);
	return step;
}

/** The bill of the first period, where one can be written. Nothing of it is in the database yet. */
function billOf(ctx: TenantContext, trial: Renewal): Bill | null {
	const { status, price, buyer, seller, trialEndsAt } = trial;
	if (status !== "trialing" || !price || !buyer || !seller || trialEndsAt === null || trialEndsAt > ctx.now)
		return null;
	return billPeriod(ctx, trial, trialEndsAt);
}

type Bills = { bill: Bill | null; paid: Statement[] | null };

async function statementsOf(
	ctx: TenantContext,
	trial: Renewal,
	step: TrialStep,
	{ bill, paid }: Bills,
): Promise<Statement[] | null> {
	switch (step) {
		case "none":
			return null;
		case "remind":
			return reminding(ctx, trial);
		case "wait":
			return [...moved(ctx, trial, "wait", step), ...grantLimits(ctx, await findFreePlan(ctx, trial))];
		case "go_free":
			return [...moved(ctx, trial, "pay", step), converted(ctx, trial)];
		case "convert":
			return paid && [...paid, audited(ctx, trial, "active", step), converted(ctx, trial)];
		case "charge":
			return bill && [...moved(ctx, trial, "wait", step), ...opened(ctx, trial, bill)];
		case "cancel":
			return canceling(ctx, trial);
		case "expire":
			return expiring(ctx, trial);
	}
}

const converted = (ctx: TenantContext, { id }: Renewal): Statement =>
	emit(ctx, { type: "subscription.trial_converted", subscriptionId: id });

function reminding(ctx: TenantContext, { id }: Renewal): Statement[] {
	const notYet = and(
		eq(subscriptions.id, id),
		eq(subscriptions.status, "trialing"),
		isNull(subscriptions.trialRemindedAt),
	);
	return [
		ctx.db.update(subscriptions, notYet, { trialRemindedAt: ctx.now }),
		ctx.db.guard("trial_not_reminded"),
		audit(ctx, { action: "subscription.remind_trial", resource: { kind: "subscription", id } }),
		emit(ctx, { type: "subscription.trial_ending", subscriptionId: id }),
	];
}

function moved(ctx: TenantContext, trial: Renewal, event: SubscriptionEvent, why: string): Statement[] {
	const { db, now } = ctx;
	const status = next(SUBSCRIPTION_MACHINE, trial.status, event);
	const asRead = and(eq(subscriptions.id, trial.id), eq(subscriptions.status, trial.status));
	return [
		db.update(subscriptions, asRead, { status, updatedAt: now }),
		db.guard("subscription_state"),
		audited(ctx, trial, status, why),
	];
}

function audited(ctx: TenantContext, { id, status: before }: Renewal, status: string, outcome: string): Statement {
	const resource = { kind: "subscription", id };
	return audit(ctx, {
		action: "subscription.end_trial",
		resource,
		before: { status: before },
		after: { status, outcome },
	});
}

/** It was to end with the trial. */
async function canceling(ctx: TenantContext, trial: Renewal): Promise<Statement[]> {
	const mine = eq(subscriptions.id, trial.id);
	return [
		...moved(ctx, trial, "cancel", "cancel"),
		ctx.db.update(subscriptions, mine, { canceledAt: ctx.now, cancelAt: null, nextBillingAt: null }),
		...fallBackToFree(ctx, await findFreePlan(ctx, trial)),
		emit(ctx, { type: "subscription.ended", subscriptionId: trial.id }),
	];
}

async function expiring(ctx: TenantContext, trial: Renewal): Promise<Statement[]> {
	const { db, now } = ctx;
	const ofTrial = and(
		eq(invoices.subscriptionId, trial.id),
		eq(invoices.status, "open"),
		eq(invoices.periodStart, trial.trialEndsAt ?? 0),
	);
	// Somebody looks for the money of the first period: the trial does not end before they have found out.
	const nobodyLooks = sql`NOT EXISTS (SELECT 1 FROM payments p JOIN invoices i ON i.id = p.invoice_id
		WHERE i.subscription_id = ${trial.id} AND p.status = 'awaiting_review')`;
	return [
		db.update(subscriptions, and(eq(subscriptions.id, trial.id), nobodyLooks), { updatedAt: now }),
		db.guard("nobody_looks_for_money"),
		db.update(invoices, ofTrial, { status: "void", voidedAt: now, updatedAt: now }),
		...moved(ctx, trial, "expire", "expire"),
		...fallBackToFree(ctx, await findFreePlan(ctx, trial)),
		emit(ctx, { type: "subscription.trial_expired", subscriptionId: trial.id }),
	];
}

/** Outside the batch, since it asks a provider. What is pending is found out by the sync or expires later. */
async function chargeFirstPeriod(ctx: SystemContext, inside: TenantContext, trial: Renewal, bill: Bill): Promise<void> {
	const { invoiceId, quote } = bill;
	const outcome = await chargeSaved(ctx, inside.tenantId, { target: "invoice", invoiceId, amount: quote.total });
	if (outcome === "succeeded") await inside.db.batch([converted(inside, trial)]);
	if (outcome === "failed" || outcome === "none")
		await write(inside, await expiring(inside, { ...trial, status: "pending" }));
}

/** False when somebody was faster: they paid, bought, or took this step. */
async function write(ctx: TenantContext, statements: Statement[]): Promise<boolean> {
	try {
		await ctx.db.batch(statements);
		return true;
	} catch (error) {
		const overtaken = lostRace(error) || violates(error, "invoices.subscription_id, invoices.period_start");
		if (overtaken || violates(error, "customer_balance_not_negative")) return false;
		throw error;
	}
}
