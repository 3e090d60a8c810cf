import type Stripe from "stripe";
import { add, type Money, sum } from "#worker/kernel/money";
import type { Checkout, CheckoutLine } from "../provider";
import { toStripe } from "./units";

type Params = Stripe.Checkout.SessionCreateParams;
type Line = NonNullable<Params["line_items"]>[number];

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Stripe takes 30 minutes to 24 hours by its own clock, which may differ from ours. */
const SHORTEST_MS = 30 * MINUTE_MS;
const CLOCKS_DIFFER_MS = MINUTE_MS;
const MOST_LINES = 100;
const LONGEST_NAME = 250;

/** What Stripe is asked for: one payment, collected on its page. Subscriptions stay ours. */
export function checkoutParams(checkout: Checkout, now: number): Params {
	const metadata = { payment_id: checkout.paymentId };
	return {
		mode: "payment",
		client_reference_id: checkout.paymentId,
		line_items: lineItems(checkout),
		success_url: checkout.returnUrl,
		cancel_url: checkout.returnUrl,
		locale: checkout.locale,
		metadata,
		payment_intent_data: { metadata, ...(checkout.save && { setup_future_usage: "off_session" }) },
		// Amounts come back in the currency they were asked in, not in one of the customer's choice.
		adaptive_pricing: { enabled: false },
		...payer(checkout),
		...expiry(checkout.expiresAt, now),
	};
}

function payer({ customer, save }: Checkout): Params {
	if (customer.reference) return { customer: customer.reference };
	return { customer_email: customer.email, ...(save && { customer_creation: "always" }) };
}

/**
 * Repeating a checkout must repeat its parameters, or Stripe refuses the idempotency key. So what is too soon is moved by
 * a fixed time, and what is too late is left out (Stripe's default is 24 hours).
 */
function expiry(expiresAt: number, now: number): Params {
	const left = expiresAt - now;
	if (left > DAY_MS - CLOCKS_DIFFER_MS) return {};
	const tooSoon = left < SHORTEST_MS + CLOCKS_DIFFER_MS;
	const at = tooSoon ? Math.max(expiresAt, now) + SHORTEST_MS + CLOCKS_DIFFER_MS : expiresAt;
	return { expires_at: Math.floor(at / 1000) };
}

/** Stripe takes no negative line; a checkout with a discount is shown as one line of the total. */
function lineItems({ lines, amount }: Checkout): Line[] {
	const total = sum(lines.map(lineTotal), amount.currency);
	if (total.amount !== amount.amount) throw new RangeError("the lines of a checkout add up to its amount");
	const plain = lines.length <= MOST_LINES && lines.every(({ price }) => price.amount >= 0);
	if (plain) return lines.map(({ name, price, quantity }) => lineItem(name, price, quantity));
	return [lineItem(lines.map(({ name }) => name).join(", "), amount, 1)];
}

function lineTotal({ price, quantity }: CheckoutLine): Money {
	return add(price, { ...price, amount: price.amount * (quantity - 1) });
}

function lineItem(name: string, price: Money, quantity: number): Line {
	const { amount, currency } = toStripe(price);
	const shortened = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
	return { quantity, price_data: { currency, unit_amount: amount, product_data: { name: shortened } } };
}
