import type { Currency } from "#worker/kernel/money";

/**
 * Accounts of a tenant. What is in the wallet, held or given as credit never goes below zero; `receivable` is what
 * the tenant owes us beyond its invoices (a top-up that was taken back after it was spent).
 */
export type TenantAccount = "wallet" | "held" | "receivable" | "promo";
/** Accounts of the installation. */
export type InstallationAccount =
	| `clearing:${string}`
	| `revenue:${string}`
	| "tax"
	| "refunds"
	| "promotions"
	| "adjustments"
	| "disputes";
export type AccountCode = TenantAccount | InstallationAccount;

/** One leg: positive credits the account, negative debits it. */
export type Posting = { owner: "tenant" | "installation"; account: AccountCode; amount: number };
export const TRANSFER_KINDS = [
	"invoice_payment",
	"trial_credit",
	"top_up",
	"overpayment",
	"wallet_credit",
	"wallet_debit",
	"hold",
	"hold_release",
	"hold_finalise",
	"grant",
	"grant_end",
	"refund",
	"reversal",
	"dispute",
	"dispute_won",
] as const;
export type TransferKind = (typeof TRANSFER_KINDS)[number];

/** A transfer has at least two legs, none zero, all whole, and they sum to zero. */
export function assertBalanced(postings: readonly Posting[]): void {
	if (postings.length < 2) throw new RangeError("a transfer has at least two postings");
	for (const { amount } of postings) {
		if (!Number.isSafeInteger(amount) || amount === 0) throw new RangeError(`not a posting: ${amount}`);
	}
	const accounts = new Set(postings.map(({ owner, account }) => `${owner}/${account}`));
	if (accounts.size !== postings.length) throw new RangeError("each leg is on an account of its own");
	const total = postings.reduce((sum, { amount }) => sum + amount, 0);
	if (total !== 0) throw new RangeError(`the postings are off by ${total}`);
}

/** Where the money of a payment comes from: the legs that are debited. */
export type Sources = Posting[];

/** The provider's clearing account owes it to us. */
export const fromProvider = (provider: string, amount: number): Sources => [
	{ owner: "installation", account: `clearing:${provider}`, amount: -amount },
];

/** The tenant's own money and credit. */
export const fromWallet = ({ wallet, promo }: { wallet: number; promo: number }): Sources =>
	withoutZeros([
		{ owner: "tenant", account: "promo", amount: -promo },
		{ owner: "tenant", account: "wallet", amount: -wallet },
	]);

const withoutZeros = (legs: Posting[]): Posting[] => legs.filter((leg) => leg.amount !== 0);

type PaidInvoice = { product: string; subtotal: number; tax: number };

/** Money arrived for an invoice: revenue and tax are earned. */
export function invoicePaymentPostings(sources: Sources, { product, subtotal, tax }: PaidInvoice): Posting[] {
	return withoutZeros([
		...sources,
		{ owner: "installation", account: `revenue:${product}`, amount: subtotal },
		{ owner: "installation", account: "tax", amount: tax },
	]);
}

/** Money arrived for the tenant's wallet: a top-up, or money for an invoice that needs none any more. */
export const walletFundingPostings = (sources: Sources, amount: number): Posting[] => [
	...sources,
	{ owner: "tenant", account: "wallet", amount },
];

/** Undoes a transfer, leg by leg. */
export const reversed = (postings: readonly Posting[]): Posting[] =>
	postings.map((leg) => ({ ...leg, amount: -leg.amount }));

/** A gift to the tenant, paid for by the promotions account. */
export function trialCreditPostings(amount: number): Posting[] {
	return [
		{ owner: "installation", account: "promotions", amount: -amount },
		{ owner: "tenant", account: "promo", amount },
	];
}

export type TrialBalanceLine = { account: string; owner: string; currency: Currency; debit: number; credit: number };
