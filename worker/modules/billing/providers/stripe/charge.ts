import Stripe from "stripe";
import type { ProviderOrder, ProviderTruth, SavedMeans } from "../provider";
import { asked } from "./client";
import { EXPANDED_INTENT, earlierIntent, intentOf, read, verify } from "./read";
import { truthOfIntent } from "./truth";
import { toStripe } from "./units";

/**
 * Charges a saved means while its owner is away. What the bank says no to is a truth (`denied`), not an error. The same
 * payment is charged once: by its intent where that exists, by the idempotency key where two ask at once.
 */
export async function charge(client: Stripe, order: ProviderOrder, saved: SavedMeans): Promise<ProviderTruth> {
	if (intentOf(order)) return verify(client, order);
	const earlier = await earlierIntent(client, order, saved.customer);
	if (earlier) return read(client, earlier);
	try {
		return await read(client, await createIntent(client, order, saved));
	} catch (error) {
		if (error instanceof Stripe.errors.StripeCardError && error.payment_intent) return denied(error.payment_intent);
		return asked(Promise.reject(error));
	}
}

function createIntent(client: Stripe, order: ProviderOrder, saved: SavedMeans): Promise<Stripe.PaymentIntent> {
	const params: Stripe.PaymentIntentCreateParams = {
		...toStripe(order.amount),
		customer: saved.customer,
		payment_method: saved.means,
		off_session: true,
		confirm: true,
		metadata: { payment_id: order.paymentId },
		expand: EXPANDED_INTENT,
	};
	return client.paymentIntents.create(params, { idempotencyKey: `charge-${order.paymentId}` });
}

const denied = (intent: Stripe.PaymentIntent): ProviderTruth => truthOfIntent(intent, { refunds: [], disputes: [] });
