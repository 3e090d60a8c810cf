import * as fc from "fast-check";
import { expect, test } from "vitest";
import { PAYMENT_STATUSES } from "../payments/rules";
import { PROVIDER_STATES, type ProviderTruth } from "../providers/provider";
import { type AskedPayment, compareWithProvider, unknownThere } from "./provider-rules";

const PAYMENT: AskedPayment = {
	...{ id: "pay_1", tenantId: "ten_1", status: "succeeded", amount: 100_000, currency: "IDR" },
	...{ failureReason: null, refunded: 0, disputed: 0, refundsAsked: 0, refundsFinal: 0 },
};
const idr = (amount: number) => ({ amount, currency: "IDR" as const });
const TRUTH: ProviderTruth = {
	...{ state: "paid", amount: idr(100_000), transactionId: "tx", channel: "qris", paidAt: 1, refunds: [] },
	...{ disputed: null, says: "settlement", saved: null },
};
const ALL_DISPUTED: Partial<ProviderTruth> = { state: "disputed", disputed: idr(100_000) };
const LOST: Partial<AskedPayment> = { status: "disputed", disputed: 100_000 };
const refund = (amount: number, final: boolean) => ({ key: null, reference: "r", amount: idr(amount), final });

test.each<[string, Partial<AskedPayment>, Partial<ProviderTruth>, [string, string][]]>([
	["both have the money", {}, {}, []],
	["both wait", { status: "pending" }, { state: "pending" }, []],
	["nobody has begun", { status: "created" }, { state: "not_started", amount: null }, []],
	["a lost webhook", { status: "pending" }, {}, [["provider_ahead", "sync_payment"]]],
	["money for what had expired", { status: "expired" }, {}, [["provider_ahead", "sync_payment"]]],
	["taken back", {}, { state: "denied" }, [["provider_ahead", "sync_payment"]]],
	["a chargeback", {}, { state: "disputed" }, [["provider_ahead", "sync_payment"]]],
	["a dispute that was won", { status: "disputed" }, {}, [["provider_ahead", "sync_payment"]]],
	["never paid there", {}, { state: "pending" }, [["provider_contradicts", "look"]]],
	["paid less", { status: "pending" }, { amount: idr(90_000) }, [["provider_paid_other_amount", "credit_wallet"]]],
	["settled at less", {}, { amount: idr(90_000) }, [["provider_paid_other_amount", "correct_ledger"]]],
	[
		"paid in dollars",
		{ status: "pending" },
		{ amount: { amount: 100_000, currency: "USD" } },
		[["provider_paid_other_amount", "refund"]],
	],
	["refunded there alone", {}, { refunds: [refund(10, false)] }, [["provider_refunded_more", "sync_payment"]]],
	[
		"confirmed there first",
		{ refundsAsked: 10 },
		{ refunds: [refund(10, true)] },
		[["provider_refunded_more", "sync_payment"]],
	],
	["not confirmed yet", { refundsAsked: 10 }, { refunds: [refund(10, false)] }, [["refund_unconfirmed", "wait"]]],
	["not heard of yet", { refundsAsked: 10 }, {}, [["refund_unconfirmed", "wait"]]],
	["final here alone", { refundsAsked: 10, refundsFinal: 10 }, {}, [["provider_refunded_less", "look"]]],
	["disputed in both", LOST, ALL_DISPUTED, []],
	["disputed by a word without a sum", LOST, { state: "disputed" }, []],
	[
		"a dispute of a part that grew",
		{ ...LOST, disputed: 40_000 },
		ALL_DISPUTED,
		[["provider_disputed_more", "sync_payment"]],
	],
	["disputed and never booked", { ...LOST, disputed: 0 }, ALL_DISPUTED, [["provider_disputed_more", "sync_payment"]]],
	["disputed in part there", LOST, { state: "disputed", disputed: idr(40_000) }, [["provider_disputed_less", "look"]]],
	["disputed but for what was given back", { ...LOST, refunded: 30_000, disputed: 70_000 }, ALL_DISPUTED, []],
	["refunded in both", { refundsAsked: 10, refundsFinal: 10 }, { refunds: [refund(10, true)] }, []],
])("%s", (_, payment, truth, expected) => {
	const found = compareWithProvider({ ...PAYMENT, ...payment }, { ...TRUTH, ...truth });
	expect(found.map(({ kind, remedy }) => [kind, remedy])).toEqual(expected);
});

test("an order that the provider does not know matters once its money is said to be here", () => {
	expect(unknownThere(PAYMENT, "no such order")).toMatchObject([{ kind: "provider_contradicts", amount: 100_000 }]);
	const [found] = unknownThere(PAYMENT, "stripe refused: resource_missing (HTTP 404, req_1)");
	expect(found?.theirs).toEqual({ state: "stripe refused: resource_missing" });
	expect(unknownThere({ ...PAYMENT, status: "created" }, "no such order")).toEqual([]);
});

test("a payment that is paid there and waits here is always found, whatever else the provider says", () => {
	const waiting = fc.constantFrom(
		...PAYMENT_STATUSES.filter((s) => ["created", "pending", "failed", "expired"].includes(s)),
	);
	const paid = fc.constantFrom(...PROVIDER_STATES.filter((s) => s === "paid" || s === "disputed"));
	fc.assert(
		fc.property(waiting, paid, fc.integer({ min: 1, max: 1e9 }), (status, state, amount) => {
			const [found] = compareWithProvider({ ...PAYMENT, status }, { ...TRUTH, state, amount: idr(amount) });
			expect(found?.kind).toBe(amount === PAYMENT.amount ? "provider_ahead" : "provider_paid_other_amount");
		}),
	);
});
