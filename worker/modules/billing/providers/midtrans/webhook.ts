import * as z from "zod";
import { sha256 } from "#worker/kernel/sha256";
import { type ProviderEvent, WebhookRefused } from "../provider";
import { isSignature } from "./signature";
import { stateOf } from "./truth";

/** What is signed. Numbers are refused: the signature covers the very text of the amount. */
const Envelope = z.object({
	order_id: z.string().min(1),
	status_code: z.string().min(1),
	gross_amount: z.string().min(1),
	transaction_status: z.string().min(1),
	transaction_id: z.string().min(1).nullish(),
	fraud_status: z.string().nullish(),
	refund_amount: z.union([z.string(), z.number()]).nullish(),
	refunds: z
		.array(z.looseObject({ bank_confirmed_at: z.string().nullish() }))
		.nullish()
		.catch(null),
});
type Envelope = z.infer<typeof Envelope>;

/**
 * A notification that Midtrans has signed. What it claims is not proved: state and transaction are outside the
 * signature, which never grows old.
 * @throws WebhookRefused
 */
export async function readWebhook(body: string, serverKey: string): Promise<ProviderEvent> {
	const said = readJson(body);
	const signature = said.signature_key;
	if (signature === undefined || signature === null || signature === "") throw new WebhookRefused("signature_missing");
	const envelope = Envelope.safeParse(said);
	if (!envelope.success || typeof signature !== "string") throw new WebhookRefused("malformed");
	const { order_id: orderId, status_code: statusCode, gross_amount: grossAmount } = envelope.data;
	if (!isSignature(signature, { orderId, statusCode, grossAmount }, serverKey))
		throw new WebhookRefused("signature_wrong");
	return {
		id: await eventId(envelope.data, signature),
		kind: envelope.data.transaction_status.toLowerCase(),
		order: { paymentId: orderId, reference: orderId, transactionId: envelope.data.transaction_id ?? null },
		claims: claimsOf(envelope.data),
	};
}

function readJson(body: string): Record<string, unknown> {
	try {
		return z.record(z.string(), z.unknown()).parse(JSON.parse(body));
	} catch {
		throw new WebhookRefused("malformed");
	}
}

/**
 * Midtrans numbers no events. All that tells two apart is in here, the unsigned parts too: an old signature under
 * another state's name has an id of its own and cannot pass for the real event's delivery.
 */
function eventId(said: Envelope, signature: string): Promise<string> {
	const confirmed = (said.refunds ?? []).filter((refund) => refund.bank_confirmed_at);
	const parts = [
		said.order_id,
		said.transaction_id ?? null,
		said.transaction_status.toLowerCase(),
		said.status_code,
		said.fraud_status?.toLowerCase() ?? null,
		String(said.refund_amount ?? ""),
		confirmed.map((refund) => [refund.refund_chargeback_id ?? null, refund.refund_key ?? null]),
		signature,
	];
	return sha256(JSON.stringify(parts));
}

function claimsOf(said: Envelope): ProviderEvent["claims"] {
	if (/^(partial_)?refund$/i.test(said.transaction_status)) return "refunded";
	try {
		return stateOf(said);
	} catch {
		// A state that is new to us is still a signed event; verifying it is what decides.
		return null;
	}
}
