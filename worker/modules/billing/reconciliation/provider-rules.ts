import type { Currency } from "#worker/kernel/money";
import type { PaymentStatus } from "../payments/rules";
import { disputedOf, stepAfter } from "../payments/truth-rules";
import type { ProviderTruth } from "../providers/provider";
import type { Finding, Remedy } from "./rules";

export type AskedPayment = {
	id: string;
	tenantId: string;
	status: PaymentStatus;
	amount: number;
	currency: Currency;
	failureReason: string | null;
	/** What was given back of it or is asked for, whichever way. */
	refunded: number;
	/** What the ledger says that the bank has of it, while it is disputed. */
	disputed: number;
	/** Its refunds by the provider that were not given up, and of these what is final. */
	refundsAsked: number;
	refundsFinal: number;
};

const MONEY_IS_HERE: PaymentStatus[] = ["succeeded", "partially_refunded", "refunded", "disputed"];

/** Our payment against the provider's own word about it: state, sum, what was given back and what its bank has. */
export function compareWithProvider(payment: AskedPayment, truth: ProviderTruth): Finding[] {
	return [...compareState(payment, truth), ...compareRefunds(payment, truth), ...compareDispute(payment, truth)];
}

/** The provider knows of no such order: that matters where its money is said to be here. */
export function unknownThere(payment: AskedPayment, why: string): Finding[] {
	const { id: subjectId, tenantId, currency, status, amount } = payment;
	if (!MONEY_IS_HERE.includes(status)) return [];
	// The name of the request it was said in differs each time; what was said is what is compared.
	const words = { ours: { state: status }, theirs: { state: why.replace(/ \([^()]*\)$/, "") } };
	return [{ tenantId, subjectId, currency, amount, ...words, kind: "provider_contradicts", remedy: "look" }];
}

function compareState(payment: AskedPayment, truth: ProviderTruth): Finding[] {
	const { id: subjectId, tenantId, currency, status, amount } = payment;
	const about = { tenantId, subjectId, currency };
	const paid = truth.state === "paid" || truth.state === "disputed";
	const theirs = truth.amount?.amount ?? amount;
	if (paid && truth.amount && (theirs !== amount || truth.amount.currency !== currency)) {
		const same = truth.amount.currency === currency;
		const sums = { ours: { amount }, theirs: same ? { amount: theirs } : { state: foreign(truth.amount) } };
		return [
			{
				...{ ...about, ...sums, kind: "provider_paid_other_amount" },
				amount: same ? theirs - amount : null,
				remedy: remedyOfOtherAmount(status, same),
			},
		];
	}
	const step = stepAfter(payment, truth);
	if (step.do === "nothing") return [];
	const words = { ours: { state: status }, theirs: { state: truth.says }, amount };
	if (step.do === "contradicts") return [{ ...about, ...words, kind: "provider_contradicts", remedy: "look" }];
	return [{ ...about, ...words, kind: "provider_ahead", remedy: "sync_payment" }];
}

const foreign = ({ amount, currency }: { amount: number; currency: string }) => `${amount} ${currency}`;

/** Money that no payment of ours takes is the tenant's, in the wallet where its currency allows. */
function remedyOfOtherAmount(status: PaymentStatus, sameCurrency: boolean): Remedy {
	if (MONEY_IS_HERE.includes(status)) return "correct_ledger";
	return sameCurrency ? "credit_wallet" : "refund";
}

function compareRefunds(payment: AskedPayment, truth: ProviderTruth): Finding[] {
	if (!MONEY_IS_HERE.includes(payment.status)) return [];
	const { id: subjectId, tenantId, currency, refundsAsked, refundsFinal } = payment;
	const total = (finalOnly: boolean) =>
		truth.refunds.reduce((sum, { amount, final }) => (final || !finalOnly ? sum + amount.amount : sum), 0);
	const [reported, confirmed] = [total(false), total(true)];
	const found = (ours: number, theirs: number) => ({
		...{ tenantId, subjectId, currency, ours: { amount: ours }, theirs: { amount: theirs } },
		amount: theirs - ours,
	});
	if (reported > refundsAsked)
		return [{ ...found(refundsAsked, reported), kind: "provider_refunded_more", remedy: "sync_payment" }];
	if (confirmed > refundsFinal)
		return [{ ...found(refundsFinal, confirmed), kind: "provider_refunded_more", remedy: "sync_payment" }];
	if (confirmed < refundsFinal)
		return [{ ...found(refundsFinal, confirmed), kind: "provider_refunded_less", remedy: "look" }];
	if (refundsAsked > confirmed)
		return [{ ...found(refundsAsked, confirmed), kind: "refund_unconfirmed", remedy: "wait" }];
	return [];
}

/** A dispute of a part grows, and the one notification of it may be lost. That a bank gives a part back is a person's. */
function compareDispute(payment: AskedPayment, truth: ProviderTruth): Finding[] {
	const { id: subjectId, tenantId, currency, status, disputed: ours } = payment;
	if (status !== "disputed" || truth.state !== "disputed") return [];
	const theirs = disputedOf(payment, truth);
	if (ours === theirs) return [];
	const apart = { ours: { amount: ours }, theirs: { amount: theirs }, amount: theirs - ours };
	const about = { tenantId, subjectId, currency, ...apart };
	if (theirs > ours) return [{ ...about, kind: "provider_disputed_more", remedy: "sync_payment" }];
	return [{ ...about, kind: "provider_disputed_less", remedy: "look" }];
}
