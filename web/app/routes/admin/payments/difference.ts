import type { Schema } from "@sewa/sdk";

type Difference = { kind: "currency" } | { kind: "amount"; missing: Schema<"Money"> };

/** How what was paid differs from what is owed; null when it is exactly right, as approval demands. */
export function difference({ amount, invoice }: Schema<"SystemPayment">): Difference | null {
	// A top-up is whatever it is.
	if (!invoice) return null;
	if (amount.currency !== invoice.total.currency) return { kind: "currency" };
	const missing = invoice.total.amount - amount.amount;
	return missing === 0 ? null : { kind: "amount", missing: { amount: missing, currency: amount.currency } };
}
