/** What a bank says: yes, "ask the owner", or one of Stripe's decline codes. */
export type Verdict = "pays" | "authenticate" | "generic_decline" | "insufficient_funds" | "expired_card";

export type TestCard = {
	brand: "visa" | "mastercard";
	/** With its owner at the page. */
	present: Verdict;
	/** While the owner is away. */
	away: Verdict;
	refund: "succeeded" | "pending";
	/** The owner goes to the bank as soon as it is charged. */
	disputed: boolean;
};

const card = (changes: Partial<TestCard> = {}): TestCard => ({
	brand: "visa",
	present: "pays",
	away: "pays",
	refund: "succeeded",
	disputed: false,
	...changes,
});

/** A selection of docs.stripe.com/testing, behaving as they do there. */
export const CARDS: Record<string, TestCard> = {
	"4242424242424242": card(),
	"5555555555554444": card({ brand: "mastercard" }),
	"4000000000000002": card({ present: "generic_decline", away: "generic_decline" }),
	"4000000000009995": card({ present: "insufficient_funds", away: "insufficient_funds" }),
	"4000000000000069": card({ present: "expired_card", away: "expired_card" }),
	"4000002500003155": card({ present: "authenticate" }),
	"4000002760003184": card({ present: "authenticate", away: "authenticate" }),
	"4000000000000341": card({ away: "generic_decline" }),
	"4000000000007726": card({ refund: "pending" }),
	"4000000000000259": card({ disputed: true }),
};

export const PAYING_CARD = "4242424242424242";
export const DECLINED_CARD = "4000000000000002";

export const DECLINES: Record<string, { code: string; message: string }> = {
	generic_decline: { code: "card_declined", message: "Your card was declined." },
	insufficient_funds: { code: "card_declined", message: "Your card has insufficient funds." },
	expired_card: { code: "expired_card", message: "Your card has expired." },
	authentication_required: {
		code: "authentication_required",
		message: "Your card was declined. This transaction requires authentication.",
	},
	authentication_failed: {
		code: "payment_intent_authentication_failure",
		message: "We are unable to authenticate your payment method. Please choose a different payment method.",
	},
};
