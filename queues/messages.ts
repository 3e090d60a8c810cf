import * as z from "zod";
import { idOf } from "#worker/kernel/ids";

const base = { v: z.literal(1), id: idOf("event") };
const ofTenant = { ...base, tenantId: idOf("tenant") };

/** Counted use of one minute; counts are in the tenant's object alone until a flush brings them. */
const Use = z.object({
	meter: z.string(),
	minute: z.int(),
	key: z.string(),
	endpoint: z.string(),
	count: z.int().positive(),
});
const crossing = {
	...{ meter: z.string(), periodStart: z.int(), threshold: z.int(), used: z.int(), limit: z.int() },
};
/** A limiter turned somebody away until `until`. */
const blocked = {
	...{ policy: z.string(), caller: z.string(), at: z.int(), until: z.int() },
	tenantId: idOf("tenant").nullable(),
};

/** Everything that travels through the queue. Messages carry ids, never rows; a link in a mail is the one exception. */
export const Job = z.discriminatedUnion("type", [
	z.object({ ...base, type: z.literal("user.verification_requested"), userId: idOf("user"), url: z.url() }),
	z.object({ ...base, type: z.literal("user.password_reset_requested"), userId: idOf("user"), url: z.url() }),
	z.object({ ...base, type: z.literal("user.locked"), userId: idOf("user"), until: z.int() }),
	z.object({ ...ofTenant, type: z.literal("member.invited"), invitationId: idOf("invitation") }),
	z.object({ ...ofTenant, type: z.literal("invoice.opened"), invoiceId: idOf("invoice") }),
	z.object({ ...ofTenant, type: z.literal("payment.submitted"), paymentId: idOf("payment") }),
	z.object({ ...ofTenant, type: z.literal("payment.approved"), paymentId: idOf("payment") }),
	z.object({ ...ofTenant, type: z.literal("payment.succeeded"), paymentId: idOf("payment") }),
	z.object({ ...ofTenant, type: z.literal("payment.reversed"), paymentId: idOf("payment") }),
	z.object({ ...ofTenant, type: z.literal("payment.disputed"), paymentId: idOf("payment") }),
	z.object({ ...ofTenant, type: z.literal("payment.sync_due"), paymentId: idOf("payment") }),
	z.object({ ...base, type: z.literal("inbox.received"), inboxId: idOf("inbox") }),
	z.object({ ...ofTenant, type: z.literal("refund.requested"), refundId: idOf("refund") }),
	z.object({ ...ofTenant, type: z.literal("refund.succeeded"), refundId: idOf("refund") }),
	z.object({ ...ofTenant, type: z.literal("invoice.send"), invoiceId: idOf("invoice") }),
	z.object({ ...ofTenant, type: z.literal("payment.rejected"), paymentId: idOf("payment") }),
	z.object({ ...ofTenant, type: z.literal("subscription.renewal_due"), subscriptionId: idOf("subscription") }),
	z.object({ ...ofTenant, type: z.literal("subscription.dunning_due"), subscriptionId: idOf("subscription") }),
	z.object({ ...ofTenant, type: z.literal("subscription.trial_due"), subscriptionId: idOf("subscription") }),
	z.object({ ...ofTenant, type: z.literal("subscription.trial_ending"), subscriptionId: idOf("subscription") }),
	z.object({ ...ofTenant, type: z.literal("subscription.trial_converted"), subscriptionId: idOf("subscription") }),
	z.object({ ...ofTenant, type: z.literal("subscription.trial_expired"), subscriptionId: idOf("subscription") }),
	z.object({ ...ofTenant, type: z.literal("subscription.trial_extended"), subscriptionId: idOf("subscription") }),
	z.object({ ...ofTenant, type: z.literal("subscription.cancel_scheduled"), subscriptionId: idOf("subscription") }),
	z.object({ ...ofTenant, type: z.literal("subscription.paused"), subscriptionId: idOf("subscription") }),
	z.object({ ...ofTenant, type: z.literal("subscription.ended"), subscriptionId: idOf("subscription") }),
	z.object({ ...ofTenant, type: z.literal("subscription.revived"), subscriptionId: idOf("subscription") }),
	z.object({ ...ofTenant, type: z.literal("dunning.step_taken"), dunningStepId: idOf("dunningStep") }),
	z.object({ ...ofTenant, type: z.literal("plan_change.applied"), planChangeId: idOf("planChange") }),
	z.object({ ...ofTenant, type: z.literal("plan_change.scheduled"), planChangeId: idOf("planChange") }),
	z.object({ ...ofTenant, type: z.literal("plan_change.unscheduled"), planChangeId: idOf("planChange") }),
	z.object({ ...ofTenant, type: z.literal("wallet.check_due") }),
	z.object({ ...ofTenant, type: z.literal("entitlements.changed") }),
	z.object({ ...ofTenant, type: z.literal("tenant.move_due"), moveId: idOf("tenantMove") }),
	z.object({ ...ofTenant, type: z.literal("usage.flushed"), sequence: z.int(), rows: z.array(Use) }),
	z.object({ ...ofTenant, type: z.literal("usage.threshold_crossed"), ...crossing }),
	z.object({ ...ofTenant, type: z.literal("usage.alerted"), usageAlertId: idOf("usageAlert") }),
	z.object({ ...ofTenant, type: z.literal("usage.bill_due"), periodId: z.string() }),
	z.object({ ...ofTenant, type: z.literal("usage.records_changed"), meter: z.string() }),
	z.object({ ...base, type: z.literal("caller.blocked"), ...blocked }),
	z.object({ ...ofTenant, type: z.literal("api_key.changed"), apiKeyId: idOf("apiKey") }),
	z.object({ ...ofTenant, type: z.literal("tenant.closed") }),
	z.object({ ...ofTenant, type: z.literal("wallet.low"), because: z.enum(["low", "renewal", "top_up_due"]) }),
]);
export type Job = z.infer<typeof Job>;
export type JobOf<T extends Job["type"]> = Extract<Job, { type: T }>;
