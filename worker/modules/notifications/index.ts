import type { JobOf } from "#queues/messages";
import type { SystemContext } from "#worker/kernel/context";
import { mailInvoice, mailReceipt, mailRejectedPayment, mailSubmittedPayment } from "./mail-billing-events";
import { mailInvitation, mailLock, mailPasswordReset, mailVerification } from "./mail-identity-events";
import { mailDispute, mailReversal } from "./mail-money-taken-back";
import type { MailPort } from "./mail-port";
import { mailRefund } from "./mail-refund-events";
import { mailScheduledChange } from "./mail-scheduled-change";
import { mailDunningStep, mailPlanChange, mailSubscriptionNews } from "./mail-subscription-events";
import { mailUsageAlert } from "./mail-usage-events";
import { mailLowBalance } from "./mail-wallet-events";

export { deliverMail, type MailToDeliver } from "./deliver-mail";
export { type MailPort, mailPortOf, type OutgoingMail, PermanentMailError } from "./mail-port";

export type MailEvent =
	| "user.verification_requested"
	| "user.password_reset_requested"
	| "user.locked"
	| "member.invited"
	| "invoice.opened"
	| "payment.submitted"
	| "payment.approved"
	| "payment.succeeded"
	| "payment.reversed"
	| "payment.disputed"
	| "payment.rejected"
	| "refund.succeeded"
	| "invoice.send"
	| "subscription.trial_ending"
	| "subscription.trial_converted"
	| "subscription.trial_expired"
	| "subscription.trial_extended"
	| "subscription.cancel_scheduled"
	| "subscription.paused"
	| "subscription.ended"
	| "subscription.revived"
	| "dunning.step_taken"
	| "plan_change.applied"
	| "plan_change.scheduled"
	| "plan_change.unscheduled"
	| "wallet.low"
	| "usage.alerted";

type MailHandlers = { [T in MailEvent]: (ctx: SystemContext, port: MailPort, job: JobOf<T>) => Promise<void> };

/** The mail that follows from each event. Safe to run again: see `deliverMail`. */
export const mailHandlers: MailHandlers = {
	"user.verification_requested": mailVerification,
	"user.password_reset_requested": mailPasswordReset,
	"user.locked": mailLock,
	"member.invited": mailInvitation,
	"invoice.opened": mailInvoice,
	"payment.submitted": mailSubmittedPayment,
	"payment.approved": mailReceipt,
	"payment.succeeded": mailReceipt,
	"payment.rejected": mailRejectedPayment,
	"wallet.low": mailLowBalance,
	"refund.succeeded": mailRefund,
	"invoice.send": mailInvoice,
	"payment.reversed": mailReversal,
	"payment.disputed": mailDispute,
	"subscription.trial_ending": mailSubscriptionNews,
	"subscription.trial_converted": mailSubscriptionNews,
	"subscription.trial_expired": mailSubscriptionNews,
	"subscription.trial_extended": mailSubscriptionNews,
	"subscription.cancel_scheduled": mailSubscriptionNews,
	"subscription.paused": mailSubscriptionNews,
	"subscription.ended": mailSubscriptionNews,
	"subscription.revived": mailSubscriptionNews,
	"dunning.step_taken": mailDunningStep,
	"plan_change.applied": mailPlanChange,
	"plan_change.scheduled": mailScheduledChange,
	"plan_change.unscheduled": mailScheduledChange,
	"usage.alerted": mailUsageAlert,
};
