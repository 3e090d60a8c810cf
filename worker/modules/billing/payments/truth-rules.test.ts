import * as fc from "fast-check";
import { expect, test } from "vitest";
import { PROVIDER_STATES, type ProviderTruth } from "../providers/provider";
import { PAYMENT_MACHINE, PAYMENT_STATUSES, type PaymentEvent, type PaymentStatus } from "./rules";
import { type Step, stepAfter } from "./truth-rules";

const truth = (over: Partial<ProviderTruth> = {}): ProviderTruth => ({
	...{ state: "paid", amount: { amount: 100, currency: "IDR" }, transactionId: "t", channel: "qris", paidAt: 1 },
	...{ refunds: [], disputed: null, says: "settlement", saved: null },
	...over,
});
const payment = (status: PaymentStatus) => ({ status, amount: 100, currency: "IDR", failureReason: null });
const status = fc.constantFrom(...PAYMENT_STATUSES.filter((name) => name !== "awaiting_review"));
const state = fc.constantFrom(...PROVIDER_STATES);

const EVENT: Partial<Record<Step["do"], PaymentEvent>> = {
	settle: "succeed",
	fail: "fail",
	expire: "expire",
	cancel: "cancel",
	reverse: "reverse",
	dispute: "dispute",
	win: "win",
};

test("whatever the provider says, the step is one that the payment's state takes", () => {
	fc.assert(
		fc.property(status, state, (from, says) => {
			const event = EVENT[stepAfter(payment(from), truth({ state: says })).do];
			if (event) expect(PAYMENT_MACHINE[from][event], `${from} on ${says}`).toBeDefined();
		}),
	);
});

test("the same truth a second time changes nothing", () => {
	fc.assert(
		fc.property(status, state, (from, says) => {
			const step = stepAfter(payment(from), truth({ state: says }));
			const event = EVENT[step.do];
			const to = event && PAYMENT_MACHINE[from][event];
			// A reversal and a denial of an unsettled attempt look the same: both leave it failed.
			// Money that is in dispute when we first hear of it settles, then goes into dispute.
			const inTwo = step.do === "settle" && says === "disputed";
			if (to && !inTwo) expect(EVENT[stepAfter(payment(to), truth({ state: says })).do]).toBeUndefined();
		}),
	);
});

test("money that is there is undone by the provider taking it back, and by nothing older", () => {
	for (const older of ["not_started", "pending", "challenged", "expired"] as const)
		expect(stepAfter(payment("succeeded"), truth({ state: older })).do).toBe("contradicts");
	expect(stepAfter(payment("succeeded"), truth({ state: "denied" })).do).toBe("reverse");
	expect(stepAfter(payment("partially_refunded"), truth({ state: "denied" })).do).toBe("contradicts");
});

test("money counts even where we had given the attempt up; another sum than asked for is for a person", () => {
	for (const from of ["created", "pending", "failed", "expired", "canceled"] as const) {
		expect(stepAfter(payment(from), truth()).do).toBe("settle");
		expect(stepAfter(payment(from), truth({ amount: { amount: 99, currency: "IDR" } })).do).toBe("contradicts");
		expect(stepAfter(payment(from), truth({ amount: { amount: 100, currency: "USD" } })).do).toBe("contradicts");
	}
});
