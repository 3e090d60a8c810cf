import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";

type Entry = Schema<"WalletEntry">;

const kinds: Record<Entry["kind"], () => string> = {
	top_up: m.wallet_kind_top_up,
	invoice_payment: m.wallet_kind_invoice_payment,
	overpayment: m.wallet_kind_overpayment,
	wallet_credit: m.wallet_kind_wallet_credit,
	wallet_debit: m.wallet_kind_wallet_debit,
	hold: m.wallet_kind_hold,
	hold_release: m.wallet_kind_hold_release,
	hold_finalise: m.wallet_kind_hold_finalise,
	trial_credit: m.wallet_kind_trial_credit,
	grant: m.wallet_kind_grant,
	grant_end: m.wallet_kind_grant_end,
	refund: m.wallet_kind_refund,
	reversal: m.wallet_kind_reversal,
	dispute: m.wallet_kind_dispute,
	dispute_won: m.wallet_kind_dispute_won,
};

/** What moved the money, in words. */
export const kindWords = (kind: string): string => kinds[kind as Entry["kind"]]?.() ?? kind.replaceAll("_", " ");

export const kindOptions = (): [value: string, label: string][] =>
	Object.entries(kinds).map(([kind, label]) => [kind, label()]);

export const accountOptions = (): [value: string, label: string][] => [
	["wallet", m.wallet_account_wallet()],
	["promo", m.wallet_account_promo()],
	["held", m.wallet_account_held()],
];

const grants: Record<Schema<"CreditGrant">["kind"], () => string> = {
	trial: m.wallet_grant_trial,
	promotional: m.wallet_grant_promotional,
	referral: m.wallet_grant_referral,
	paid: m.wallet_grant_paid,
};

export const grantWords = (kind: Schema<"CreditGrant">["kind"]): string => grants[kind]();

/** The page of what caused an entry; null where it has none. */
export function placeOf({ kind, id }: Entry["reference"]): string | null {
	if (kind === "invoice") return `/app/invoices/${id}`;
	if (kind === "payment") return `/app/payments/${id}`;
	return kind === "subscription" ? "/app/billing" : null;
}
