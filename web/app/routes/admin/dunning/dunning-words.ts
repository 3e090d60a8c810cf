import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";

type Action = Schema<"DunningStep">["action"];

const ahead: Record<Action, () => string> = {
	notice: m.admin_dunning_action_notice,
	retry: m.admin_dunning_action_retry,
	suspend: m.admin_dunning_action_suspend,
	cancel: m.admin_dunning_action_cancel,
	contact: m.admin_dunning_action_contact,
	pay: m.admin_dunning_action_pay,
};
const done: Record<Action, () => string> = {
	notice: m.admin_dunning_did_notice,
	retry: m.admin_dunning_did_retry,
	suspend: m.admin_dunning_did_suspend,
	cancel: m.admin_dunning_did_cancel,
	contact: m.admin_dunning_did_contact,
	pay: m.admin_dunning_did_pay,
};
const outcomes: Record<string, () => string> = {
	started: m.admin_dunning_outcome_started,
	paid_from_wallet: m.admin_dunning_outcome_paid_from_wallet,
	paid_by_saved_means: m.admin_dunning_outcome_paid_by_saved_means,
	charge_pending: m.admin_dunning_outcome_charge_pending,
	charge_failed: m.admin_dunning_outcome_charge_failed,
	nothing_to_charge: m.admin_dunning_outcome_nothing_to_charge,
	not_payable: m.admin_dunning_outcome_not_payable,
	suspended: m.admin_dunning_outcome_suspended,
	suspended_already: m.admin_dunning_outcome_suspended_already,
	canceled: m.admin_dunning_outcome_canceled,
};

/** What the schedule will do. */
export const aheadWord = (action: Action): string => ahead[action]();
/** What was done. */
export const doneWord = (action: Action): string => done[action]();
/** How it ended; of a message its text. */
export const outcomeWord = (outcome: string): string => outcomes[outcome]?.() ?? outcome;
