import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";

type Policy = Schema<"BillingSettings">["changePolicy"]["upgrade"];

const policies: Record<Policy, () => string> = {
	invoice_now: m.admin_billing_policy_invoice_now,
	next_invoice: m.admin_billing_policy_next_invoice,
	next_period: m.admin_billing_policy_next_period,
	reset_period: m.admin_billing_policy_reset_period,
};

export const policyWord = (policy: Policy): string => policies[policy]();
export const policyOptions = () => Object.entries(policies).map(([value, label]) => [value, label()] as const);

export const settingLabels = () => ({
	"changePolicy.upgrade": m.admin_billing_upgrade(),
	"changePolicy.downgrade": m.admin_billing_downgrade(),
	"changePolicy.interval": m.admin_billing_interval(),
	dunningDays: m.admin_billing_days(),
	graceDays: m.admin_billing_grace(),
	cancelAfterDays: m.admin_billing_cancel_after(),
	maxPauseDays: m.admin_billing_max_pause(),
	trialReminderDays: m.admin_billing_trial_reminder(),
	fourEyesAbove: m.admin_billing_four_eyes_above(),
});
