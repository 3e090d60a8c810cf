import type Stripe from "stripe";
import { ProviderError, type ProviderOrder, type RefundOutcome, type RefundRequest } from "../provider";
import { asked } from "./client";
import { findIntent } from "./read";
import { toStripe } from "./units";

const LONGEST_METADATA = 500;

/**
 * Gives back a part of a payment or all of it. Stripe forgets idempotency keys after a day, so a refund of the same key
 * is looked for first; the key only holds off two requests at once.
 */
export async function refund(client: Stripe, order: ProviderOrder, request: RefundRequest): Promise<RefundOutcome> {
	const intent = await findIntent(client, order);
	if (!intent) throw new ProviderError("refused", "nobody has paid this order yet");
	const earlier = await earlierRefund(client, intent, request.key);
	return outcomeOf(earlier ?? (await createRefund(client, { order, intent, request })));
}

type NewRefund = { order: ProviderOrder; intent: string; request: RefundRequest };

function createRefund(client: Stripe, { order, intent, request }: NewRefund): Promise<Stripe.Refund> {
	const metadata = {
		payment_id: order.paymentId,
		refund_key: request.key,
		reason: request.reason.slice(0, LONGEST_METADATA),
	};
	const { amount } = toStripe(request.amount);
	return asked(
		client.refunds.create({ payment_intent: intent, amount, metadata }, { idempotencyKey: `refund-${request.key}` }),
	);
}

async function earlierRefund(client: Stripe, intent: string, key: string): Promise<Stripe.Refund | undefined> {
	const refunds = await asked(
		client.refunds.list({ payment_intent: intent, limit: 100 }).autoPagingToArray({ limit: 1000 }),
	);
	return refunds.find(({ metadata }) => metadata?.refund_key === key);
}

function outcomeOf({ id, status, failure_reason }: Stripe.Refund): RefundOutcome {
	if (status === "failed" || status === "canceled") {
		throw new ProviderError("refused", `stripe could not refund: ${failure_reason ?? status} (${id})`);
	}
	return { outcome: status === "succeeded" ? "succeeded" : "pending", reference: id };
}
