import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";

type Kind = Schema<"WalletEntry">["kind"];

const words: Record<Kind, () => string> = {
	invoice_payment: m.admin_wallet_kind_invoice_payment,
	trial_credit: m.admin_wallet_kind_trial_credit,
	top_up: m.admin_wallet_kind_top_up,
	overpayment: m.admin_wallet_kind_overpayment,
	wallet_credit: m.admin_wallet_kind_wallet_credit,
	wallet_debit: m.admin_wallet_kind_wallet_debit,
	hold: m.admin_wallet_kind_hold,
	hold_release: m.admin_wallet_kind_hold_release,
	hold_finalise: m.admin_wallet_kind_hold_finalise,
	grant: m.admin_wallet_kind_grant,
	grant_end: m.admin_wallet_kind_grant_end,
	refund: m.admin_wallet_kind_refund,
	reversal: m.admin_wallet_kind_reversal,
	dispute: m.admin_wallet_kind_dispute,
	dispute_won: m.admin_wallet_kind_dispute_won,
};

/** A kind this build does not know yet is shown as it is. */
export const entryWord = (kind: Kind): string => words[kind]?.() ?? kind;
