import { AppError, invalid } from "#worker/kernel/errors";
import { next } from "#worker/kernel/state-machine";
import { INVOICE_MACHINE } from "../invoices/rules";
import { invoicePaymentPostings, type Posting } from "../ledger/rules";
import { mismatchOf, PAYMENT_MACHINE } from "../payments/rules";
import { periodBought, SUBSCRIPTION_MACHINE, type SubscriptionStatus } from "../subscriptions/rules";
import type { Settlement } from "./load-settlement";

export type SettlementPlan = {
	postings: Posting[];
	subscription: { status: SubscriptionStatus; periodStart: number; periodEnd: number; anchorDay: number };
	activatesTenant: boolean;
};

/** What settling this payment changes, decided before anything is written. Throws what the reviewer must know. */
export function planSettlement(s: Settlement, now: number): SettlementPlan {
	next(PAYMENT_MACHINE, s.status, "approve");
	next(INVOICE_MACHINE, s.invoiceStatus, "pay");
	const mismatch = mismatchOf(
		{ amount: s.amount, currency: s.currency },
		{ amount: s.total, currency: s.invoiceCurrency },
	);
	if (mismatch) throw invalid("/amount", `The payment does not match invoice ${s.number}.`, mismatch);
	if (s.tenantStatus === "closed") throw new AppError("conflict", "This organisation is closed; send the money back.");
	const status = next(SUBSCRIPTION_MACHINE, s.subscriptionStatus, "pay");
	const period = periodBought({ ...s, status: s.subscriptionStatus }, now);
	return {
		postings: invoicePaymentPostings(s),
		subscription: { status, periodStart: period.start, periodEnd: period.end, anchorDay: period.anchorDay },
		activatesTenant: s.tenantStatus === "pending",
	};
}
