import type { Currency } from "#worker/kernel/money";

/** Accounts of a tenant. A wallet and a promo balance never go below zero. */
export type TenantAccount = "wallet" | "receivable" | "promo";
/** Accounts of the installation. */
export type InstallationAccount = `clearing:${string}` | `revenue:${string}` | "tax" | "refunds" | "promotions";
export type AccountCode = TenantAccount | InstallationAccount;

/** One leg: positive credits the account, negative debits it. */
export type Posting = { owner: "tenant" | "installation"; account: AccountCode; amount: number };
export type TransferKind = "invoice_payment" | "trial_credit";

/** A transfer has at least two legs, none zero, all whole, and they sum to zero. */
export function assertBalanced(postings: readonly Posting[]): void {
	if (postings.length < 2) throw new RangeError("a transfer has at least two postings");
	for (const { amount } of postings) {
		if (!Number.isSafeInteger(amount) || amount === 0) throw new RangeError(`not a posting: ${amount}`);
	}
	const total = postings.reduce((sum, { amount }) => sum + amount, 0);
	if (total !== 0) throw new RangeError(`the postings are off by ${total}`);
}

type PaidInvoice = { provider: string; product: string; subtotal: number; tax: number };

/** Money arrived for an invoice: the provider's clearing account owes it to us; revenue and tax are earned. */
export function invoicePaymentPostings({ provider, product, subtotal, tax }: PaidInvoice): Posting[] {
	const legs: Posting[] = [
		{ owner: "installation", account: `clearing:${provider}`, amount: -(subtotal + tax) },
		{ owner: "installation", account: `revenue:${product}`, amount: subtotal },
		{ owner: "installation", account: "tax", amount: tax },
	];
	return legs.filter((leg) => leg.amount !== 0);
}

/** A gift to the tenant, paid for by the promotions account. */
export function trialCreditPostings(amount: number): Posting[] {
	return [
		{ owner: "installation", account: "promotions", amount: -amount },
		{ owner: "tenant", account: "promo", amount },
	];
}

export type TrialBalanceLine = { account: string; owner: string; currency: Currency; debit: number; credit: number };
