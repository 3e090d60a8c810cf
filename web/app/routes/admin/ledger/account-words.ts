import { m } from "~/paraglide/messages.js";

const words: Record<string, () => string> = {
	wallet: m.admin_ledger_account_wallet,
	receivable: m.admin_ledger_account_receivable,
	promo: m.admin_ledger_account_promo,
	clearing: m.admin_ledger_account_clearing,
	revenue: m.admin_ledger_account_revenue,
	tax: m.admin_ledger_account_tax,
	refunds: m.admin_ledger_account_refunds,
	held: m.admin_ledger_account_held,
	adjustments: m.admin_ledger_account_adjustments,
	disputes: m.admin_ledger_account_disputes,
	promotions: m.admin_ledger_account_promotions,
};

/** `clearing:manual` in words; a kind this build does not know is shown as it is. */
export function accountName(account: string): string {
	return words[account.split(":")[0] ?? ""]?.() ?? account;
}
