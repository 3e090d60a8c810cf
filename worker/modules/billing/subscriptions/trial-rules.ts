import { DAY } from "#worker/kernel/time";
import { isLeaving, type TenantStatus } from "#worker/modules/tenants/rules";
import { type SubscriptionStatus, TRIAL_WAITS } from "./rules";

export type TrialFacts = {
	status: SubscriptionStatus;
	tenantStatus: TenantStatus;
	trialEndsAt: number | null;
	trialRemindedAt: number | null;
	/** Set where the tenant does not want to go on. */
	cancelAt: number | null;
	/** What the plan costs a period, in minor units; null where it has no such price any more. */
	price: number | null;
	/** Whether an invoice can be written: there is a seller, and billing details of the tenant. */
	billable: boolean;
	/** A purchase that is not settled yet. */
	purchaseOpen: boolean;
	/** Credit and wallet cover the first period. */
	canPay: boolean;
	hasSavedMeans: boolean;
	reminderDays: number;
};

export type TrialStep = "none" | "remind" | "wait" | "go_free" | "convert" | "charge" | "cancel" | "expire";

/** What is to be done about a trial at `now`. */
export function planTrial(facts: TrialFacts, now: number): TrialStep {
	const { status, trialEndsAt, purchaseOpen, cancelAt } = facts;
	if (trialEndsAt === null) return "none";
	if (status === "pending") return !purchaseOpen && trialEndsAt + TRIAL_WAITS <= now ? "expire" : "none";
	if (status !== "trialing") return "none";
	if (trialEndsAt > now) return beforeEnd(facts, trialEndsAt, now);
	const isOver = cancelAt !== null || (isLeaving(facts.tenantStatus) && !purchaseOpen);
	return isOver ? "cancel" : atEnd(facts);
}

function beforeEnd(facts: TrialFacts, trialEndsAt: number, now: number): TrialStep {
	const { trialRemindedAt, cancelAt, reminderDays } = facts;
	return trialRemindedAt === null && cancelAt === null && trialEndsAt - reminderDays * DAY <= now ? "remind" : "none";
}

function atEnd({ purchaseOpen, price, billable, canPay, hasSavedMeans }: TrialFacts): TrialStep {
	if (purchaseOpen) return "wait";
	if (price === 0) return "go_free";
	if (price === null || !billable) return "expire";
	if (canPay) return "convert";
	return hasSavedMeans ? "charge" : "expire";
}
