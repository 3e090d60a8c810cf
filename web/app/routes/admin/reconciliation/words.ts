import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";

type Difference = Schema<"ReconciliationDifference">;
type Book = Schema<"ReconciliationSummary">["books"][number]["book"];

/** What is wrong, in a sentence. */
export const kinds: Record<Difference["kind"], () => string> = {
	ledger_not_zero: m.admin_reconciliation_kind_ledger_not_zero,
	installation_off_entries: m.admin_reconciliation_kind_installation_off_entries,
	account_off_entries: m.admin_reconciliation_kind_account_off_entries,
	promo_off_grants: m.admin_reconciliation_kind_promo_off_grants,
	held_off_holds: m.admin_reconciliation_kind_held_off_holds,
	invoice_off_lines: m.admin_reconciliation_kind_invoice_off_lines,
	invoice_off_credit_notes: m.admin_reconciliation_kind_invoice_off_credit_notes,
	invoice_paid_without_payment: m.admin_reconciliation_kind_invoice_paid_without_payment,
	invoice_off_payments: m.admin_reconciliation_kind_invoice_off_payments,
	invoice_unpaid_with_payment: m.admin_reconciliation_kind_invoice_unpaid_with_payment,
	payment_without_transfer: m.admin_reconciliation_kind_payment_without_transfer,
	payment_off_transfer: m.admin_reconciliation_kind_payment_off_transfer,
	payment_off_refunds: m.admin_reconciliation_kind_payment_off_refunds,
	transfer_without_payment: m.admin_reconciliation_kind_transfer_without_payment,
	event_waiting: m.admin_reconciliation_kind_event_waiting,
	event_failed: m.admin_reconciliation_kind_event_failed,
	event_parked: m.admin_reconciliation_kind_event_parked,
	event_paid_payment_not: m.admin_reconciliation_kind_event_paid_payment_not,
	provider_ahead: m.admin_reconciliation_kind_provider_ahead,
	provider_contradicts: m.admin_reconciliation_kind_provider_contradicts,
	provider_paid_other_amount: m.admin_reconciliation_kind_provider_paid_other_amount,
	provider_refunded_more: m.admin_reconciliation_kind_provider_refunded_more,
	provider_refunded_less: m.admin_reconciliation_kind_provider_refunded_less,
	provider_disputed_more: m.admin_reconciliation_kind_provider_disputed_more,
	provider_disputed_less: m.admin_reconciliation_kind_provider_disputed_less,
	refund_unconfirmed: m.admin_reconciliation_kind_refund_unconfirmed,
	provider_silent: m.admin_reconciliation_kind_provider_silent,
};

/** What is proposed. */
export const remedies: Record<Difference["remedy"], () => string> = {
	wait: m.admin_reconciliation_remedy_wait,
	sync_payment: m.admin_reconciliation_remedy_sync_payment,
	replay_event: m.admin_reconciliation_remedy_replay_event,
	refund: m.admin_reconciliation_remedy_refund,
	credit_wallet: m.admin_reconciliation_remedy_credit_wallet,
	correct_ledger: m.admin_reconciliation_remedy_correct_ledger,
	look: m.admin_reconciliation_remedy_look,
};

/** What is compared. */
export const books: Record<Book, () => string> = {
	sums: m.admin_reconciliation_book_sums,
	accounts: m.admin_reconciliation_book_accounts,
	invoices: m.admin_reconciliation_book_invoices,
	payments: m.admin_reconciliation_book_payments,
	transfers: m.admin_reconciliation_book_transfers,
	inbox: m.admin_reconciliation_book_inbox,
	providers: m.admin_reconciliation_book_providers,
	silence: m.admin_reconciliation_book_silence,
};
