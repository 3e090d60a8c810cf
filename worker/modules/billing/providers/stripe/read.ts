import type Stripe from "stripe";
import type { ProviderOrder, ProviderTruth } from "../provider";
import { asked } from "./client";
import { type Aftermath, expanded, idOf, NOT_STARTED, truthOfIntent, truthOfSession } from "./truth";

const MOST_PER_PAGE = 100;
export const EXPANDED_INTENT = ["latest_charge.refunds"];
const EXPANDED_SESSION = ["payment_intent.latest_charge.refunds"];

/** Unattended charges have no checkout: their reference is the payment intent's. */
export const sessionOf = ({ reference }: ProviderOrder): string | null =>
	reference?.startsWith("cs_") ? reference : null;
export const intentOf = ({ reference, transactionId }: ProviderOrder): string | null =>
	transactionId ?? (reference?.startsWith("pi_") ? reference : null);

/** What Stripe says about an order now: by its checkout where there is one, else by its payment intent. */
export async function verify(client: Stripe, order: ProviderOrder): Promise<ProviderTruth> {
	const sessionId = sessionOf(order);
	const intentId = intentOf(order);
	if (sessionId) {
		const session = await asked(client.checkout.sessions.retrieve(sessionId, { expand: EXPANDED_SESSION }));
		return truthOfSession(session, await aftermathOf(client, expanded(session.payment_intent)));
	}
	if (!intentId && order.customer) {
		const lost = await earlierIntent(client, order, order.customer);
		return lost ? read(client, lost) : NOT_STARTED;
	}
	// Stripe has not told us where it is payable, so nobody can have paid there.
	if (!intentId) return NOT_STARTED;
	return read(client, await asked(client.paymentIntents.retrieve(intentId, { expand: EXPANDED_INTENT })));
}

/** The truth about an intent that was retrieved with `EXPANDED_INTENT`. */
export async function read(client: Stripe, intent: Stripe.PaymentIntent): Promise<ProviderTruth> {
	return truthOfIntent(intent, await aftermathOf(client, intent));
}

/** The intent of a payment whose name we never learnt. Lists are complete at once, unlike Stripe's search. */
export async function earlierIntent(client: Stripe, order: ProviderOrder, customer: string) {
	const expand = EXPANDED_INTENT.map((path) => `data.${path}`);
	const intents = await asked(client.paymentIntents.list({ customer, limit: MOST_PER_PAGE, expand }));
	return intents.data.find(({ metadata }) => metadata.payment_id === order.paymentId);
}

async function aftermathOf(client: Stripe, intent: Stripe.PaymentIntent | null): Promise<Aftermath> {
	const charge = expanded(intent?.latest_charge);
	if (!charge) return { refunds: [], disputes: [] };
	const refunds = charge.refunds?.has_more ? await allRefunds(client, charge.id) : (charge.refunds?.data ?? []);
	if (!charge.disputed) return { refunds, disputes: [] };
	const disputes = await asked(client.disputes.list({ charge: charge.id, limit: MOST_PER_PAGE }));
	return { refunds, disputes: disputes.data };
}

const allRefunds = (client: Stripe, charge: string): Promise<Stripe.Refund[]> =>
	asked(client.refunds.list({ charge, limit: MOST_PER_PAGE }).autoPagingToArray({ limit: 10 * MOST_PER_PAGE }));

/** The payment intent of an order, asked for where we do not know it yet. */
export async function findIntent(client: Stripe, order: ProviderOrder): Promise<string | null> {
	const known = intentOf(order);
	const sessionId = sessionOf(order);
	if (known || !sessionId) return known;
	const session = await asked(client.checkout.sessions.retrieve(sessionId));
	return idOf(session.payment_intent);
}
