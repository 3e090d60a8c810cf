import Stripe from "stripe";
import type { ProviderOrder, ProviderTruth } from "../provider";
import { asked } from "./client";
import { intentOf, sessionOf, verify } from "./read";

/** Makes an order unpayable. Where Stripe says it is too late for that, the truth afterwards says why. */
export async function cancel(client: Stripe, order: ProviderOrder): Promise<ProviderTruth> {
	const sessionId = sessionOf(order);
	const intentId = intentOf(order);
	if (sessionId) await unlessTooLate(client.checkout.sessions.expire(sessionId));
	else if (intentId) await unlessTooLate(client.paymentIntents.cancel(intentId));
	return verify(client, order);
}

/** An invalid request is about the state of the order here; one that is unknown fails again when it is verified. */
async function unlessTooLate(answer: Promise<unknown>): Promise<void> {
	try {
		await answer;
	} catch (error) {
		if (error instanceof Stripe.errors.StripeInvalidRequestError) return;
		await asked(Promise.reject(error));
	}
}
