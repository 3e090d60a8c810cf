import type Stripe from "stripe";
import { type Checkout, type CheckoutStarted, type PaymentProvider, ProviderError } from "../provider";
import { cancel } from "./cancel";
import { charge } from "./charge";
import { checkoutParams } from "./checkout";
import { asked, type StripeSettings, stripeClient } from "./client";
import { verify } from "./read";
import { refund } from "./refund";
import { parseWebhook } from "./webhook";

export type { StripeSettings } from "./client";

/**
 * Static, because Stripe shows what the dashboard has switched on and what fits the buyer's device and country; these
 * are the ones it calls card payments (docs.stripe.com/payments/cards).
 */
const METHODS = ["card", "link", "apple_pay", "google_pay"];

/** Payments by Stripe's checkout page, one session each. Cards can be saved, and charged unattended later. */
export function stripe(settings: StripeSettings): PaymentProvider {
	const client = stripeClient(settings);
	const secrets = settings.webhookSecret.split(/[\s,]+/).filter(Boolean);
	const now = settings.now ?? Date.now;
	return {
		code: "stripe",
		create: (checkout) => create(client, checkout, now()),
		verify: (order) => verify(client, order),
		refund: (order, request) => refund(client, order, request),
		cancel: (order) => cancel(client, order),
		methods: async () => [...METHODS],
		parseWebhook: (webhook) => parseWebhook(secrets, webhook),
		charge: (order, saved) => charge(client, order, saved),
		portal: (customer, returnUrl) => portal(client, customer, returnUrl),
		check: async () => void (await asked(client.balance.retrieve())),
	};
}

async function create(client: Stripe, checkout: Checkout, now: number): Promise<CheckoutStarted> {
	const params = checkoutParams(checkout, now);
	const idempotencyKey = `checkout-${checkout.paymentId}`;
	const session = await asked(client.checkout.sessions.create(params, { idempotencyKey }));
	// A repeated request gets the first answer, whose page may have expired since; `verify` says so.
	if (!session.url) throw new ProviderError("refused", `stripe has no page for ${session.id}`);
	return { reference: session.id, checkoutUrl: session.url };
}

async function portal(client: Stripe, customer: string, returnUrl: string): Promise<string> {
	const session = await asked(client.billingPortal.sessions.create({ customer, return_url: returnUrl }));
	return session.url;
}
