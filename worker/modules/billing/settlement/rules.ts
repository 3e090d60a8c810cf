import { AppError, invalid } from "#worker/kernel/errors";
import { next } from "#worker/kernel/state-machine";
import { DAY, dayOfMonth } from "#worker/kernel/time";
import { INVOICE_MACHINE } from "../invoices/rules";
import { invoicePaymentPostings, type Posting, type Sources, walletFundingPostings } from "../ledger/rules";
import { mismatchOf, PAYMENT_MACHINE } from "../payments/rules";
import { periodBought, SUBSCRIPTION_MACHINE, type SubscriptionStatus } from "../subscriptions/rules";
import type { Settlement } from "./load-settlement";

export type PeriodServed = { periodStart: number | null; periodEnd: number | null; anchorDay: number | null };
/** What the tenant is served from now on; a null period stays as it is. */
export type Service = { status: SubscriptionStatus; period: PeriodServed | null };

export type SettlementPlan =
	| { target: "invoice"; postings: Posting[]; service: Service | null; activatesTenant: boolean }
	| { target: "wallet"; postings: Posting[]; because: string };

/**
 * What paying this invoice changes, decided before anything is written. @throws what a reviewer must know
 */
export function planSettlement(s: Settlement, sources: Sources, now: number): SettlementPlan & { target: "invoice" } {
	if (s.tenantStatus === "closed") throw new AppError("conflict", "This organisation is closed; send the money back.");
	next(INVOICE_MACHINE, s.invoiceStatus, "pay");
	const mismatch = mismatchOf(
		{ amount: s.amount, currency: s.currency },
		{ amount: s.total, currency: s.invoiceCurrency },
	);
	if (mismatch) throw invalid("/amount", `The payment does not match invoice ${s.number}.`, mismatch);
	const service = serviceBought(s, now);
	const waitsForMoney = s.tenantStatus === "pending" || (s.tenantStatus === "suspended" && s.suspendedFor === "unpaid");
	return {
		target: "invoice",
		postings: invoicePaymentPostings(sources, s),
		service,
		activatesTenant: service !== null && waitsForMoney,
	};
}

/**
 * Money that a person has found. Where its invoice was paid by other means meanwhile, or what it paid for is over, it is
 * the tenant's, in the wallet. What a person can still put right (another sum, a pause) is refused as ever.
 */
export function planFoundMoney(s: Settlement, sources: Sources, now: number): SettlementPlan {
	try {
		return planSettlement(s, sources, now);
	} catch (error) {
		const because = s.tenantStatus === "closed" ? null : noUseFor(s);
		if (because === null || !(error instanceof AppError) || error.code !== "conflict") throw error;
		return { target: "wallet", postings: walletFundingPostings(sources, s.amount), because };
	}
}

function noUseFor({ number, invoiceStatus, subscriptionStatus }: Settlement): string | null {
	if (!INVOICE_MACHINE[invoiceStatus].pay) return `Invoice ${number} is ${invoiceStatus}: it takes no money any more.`;
	const over = Object.keys(SUBSCRIPTION_MACHINE[subscriptionStatus]).length === 0;
	return over ? `The subscription of invoice ${number} is ${subscriptionStatus}.` : null;
}

/** Money that a provider already has cannot be refused: where its invoice does not take it, it is the tenant's. */
export function planProviderMoney(s: Settlement, sources: Sources, now: number): SettlementPlan {
	next(PAYMENT_MACHINE, s.status, "succeed");
	try {
		return planSettlement(s, sources, now);
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		return { target: "wallet", postings: walletFundingPostings(sources, s.amount), because: error.message };
	}
}

/** An invoice that neither renews nor changes a plan is only owed: paying it serves nothing new. */
function serviceBought(s: Settlement, now: number): Service | null {
	if (s.planChangeId === null && s.periodStart === null) return null;
	const from = s.subscriptionStatus;
	if (s.timing === "same_period" && s.periodEnd !== null && (from === "active" || from === "past_due"))
		return { status: from, period: null };
	const status = next(SUBSCRIPTION_MACHINE, from, "pay");
	const restarts = s.timing === "new_period" && s.periodStart === null;
	const bought = periodBought({ ...s, status: restarts ? "pending" : from }, now);
	const end = bought.end + s.bonusDays * DAY;
	const anchorDay = s.bonusDays > 0 ? dayOfMonth(end) : bought.anchorDay;
	return { status, period: { periodStart: bought.start, periodEnd: end, anchorDay } };
}
