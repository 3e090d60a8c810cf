import {
	advanceTrial,
	applyEvent,
	checkBalance,
	checkRuledBalance,
	endClosed,
	renewSubscription,
	retryRefund,
	syncPayment,
	takeBackCredit,
	takeDunningStep,
} from "#modules/billing";
import { applyKeyChange } from "#modules/identity";
import { applyFlush, billUsage, judgeThresholds, noteBlocked, noteCrossing } from "#modules/metering";
import { mailHandlers, mailPortOf } from "#modules/notifications";
import type { Env } from "#worker/env";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { advanceMove } from "#worker/modules/platform/shards/advance-move";
import type { Job, JobOf } from "../messages";

/** A job without a handler does not compile. Handlers are idempotent: delivery is at least once. */
export type Handlers = { [T in Job["type"]]: (ctx: SystemContext, env: Env, job: JobOf<T>) => Promise<void> };

type MailEvent = keyof typeof mailHandlers & Job["type"];

const byMail =
	<T extends MailEvent>(type: T) =>
	(ctx: SystemContext, env: Env, job: JobOf<T>) =>
		mailHandlers[type](ctx, mailPortOf(ctx.config, { email: env.EMAIL }), job as never);

export const handlers: Handlers = {
	"user.verification_requested": byMail("user.verification_requested"),
	"user.password_reset_requested": byMail("user.password_reset_requested"),
	"user.locked": byMail("user.locked"),
	"member.invited": byMail("member.invited"),
	"invoice.opened": byMail("invoice.opened"),
	"payment.submitted": byMail("payment.submitted"),
	"payment.approved": async (ctx, env, job) => {
		await byMail("payment.approved")(ctx, env, job);
		await checkRuledBalance(ctx, job.tenantId);
	},
	"payment.succeeded": async (ctx, env, job) => {
		await byMail("payment.succeeded")(ctx, env, job);
		await checkRuledBalance(ctx, job.tenantId);
	},
	"payment.rejected": byMail("payment.rejected"),
	"payment.reversed": byMail("payment.reversed"),
	"payment.disputed": byMail("payment.disputed"),
	"payment.sync_due": async (ctx, _env, job) => {
		await syncPayment(ctx, job.paymentId);
	},
	"inbox.received": async (ctx, _env, job) => {
		await applyEvent(ctx, job.inboxId);
	},
	"refund.requested": async (ctx, _env, job) => {
		await retryRefund(ctx, job.refundId);
	},
	"refund.succeeded": byMail("refund.succeeded"),
	"invoice.send": byMail("invoice.send"),
	"subscription.trial_ending": byMail("subscription.trial_ending"),
	"subscription.trial_converted": byMail("subscription.trial_converted"),
	"subscription.trial_expired": byMail("subscription.trial_expired"),
	"subscription.trial_extended": byMail("subscription.trial_extended"),
	"subscription.cancel_scheduled": byMail("subscription.cancel_scheduled"),
	"subscription.paused": byMail("subscription.paused"),
	"subscription.ended": byMail("subscription.ended"),
	"subscription.revived": byMail("subscription.revived"),
	"dunning.step_taken": byMail("dunning.step_taken"),
	"subscription.dunning_due": async (ctx, _env, job) => {
		await takeDunningStep(ctx, job.tenantId, job.subscriptionId);
	},
	"subscription.trial_due": async (ctx, _env, job) => {
		await advanceTrial(ctx, job.tenantId, job.subscriptionId);
	},
	"tenant.move_due": (ctx, _env, job) => advanceMove(ctx, job.moveId),
	"wallet.low": byMail("wallet.low"),
	"wallet.check_due": (ctx, _env, job) => checkBalance(ctx, job.tenantId),
	"api_key.changed": (ctx, _env, job) => applyKeyChange(inTenant(ctx, ctx.db, job.tenantId), job.apiKeyId),
	"tenant.closed": async (ctx, _env, job) => {
		await endClosed(inTenant(ctx, ctx.db, job.tenantId));
	},
	"plan_change.applied": async (ctx, env, job) => {
		await takeBackCredit(inTenant(ctx, ctx.db, job.tenantId), job.planChangeId);
		await byMail("plan_change.applied")(ctx, env, job);
	},
	"plan_change.scheduled": byMail("plan_change.scheduled"),
	"plan_change.unscheduled": byMail("plan_change.unscheduled"),
	"entitlements.changed": (ctx, _env, job) => ctx.meters.refresh(job.tenantId),
	"usage.flushed": (ctx, _env, job) => applyFlush(ctx, job),
	"usage.threshold_crossed": (ctx, _env, job) => noteCrossing(ctx, job),
	"usage.alerted": byMail("usage.alerted"),
	"usage.bill_due": async (ctx, _env, job) => {
		await billUsage(ctx, job.tenantId, job.periodId);
	},
	"usage.records_changed": (ctx, _env, job) => judgeThresholds(inTenant(ctx, ctx.db, job.tenantId), [job.meter]),
	"caller.blocked": (ctx, _env, job) => noteBlocked(ctx, job),
	"subscription.renewal_due": async (ctx, _env, job) => {
		await renewSubscription(inTenant(ctx, ctx.db, job.tenantId), job.subscriptionId);
	},
};
