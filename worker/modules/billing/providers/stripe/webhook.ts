import Stripe from "stripe";
import * as z from "zod";
import { type InboundWebhook, type ProviderEvent, WebhookRefused } from "../provider";
import { claimsOf } from "./claims";

const TOLERANCE_S = 300;
/** Zero tells Stripe's code to leave the time alone. */
const ANY_AGE = 0;

const Metadata = z.looseObject({ payment_id: z.string().optional() }).nullish();
const About = z.looseObject({
	object: z.string(),
	id: z.string(),
	metadata: Metadata,
	client_reference_id: z.string().nullish(),
	payment_intent: z.union([z.string(), z.looseObject({ id: z.string() })]).nullish(),
	status: z.string().nullish(),
	payment_status: z.string().nullish(),
});
export type About = z.infer<typeof About>;
const EventBody = z.looseObject({
	id: z.string(),
	type: z.string(),
	data: z.looseObject({ object: z.unknown() }).nullish(),
});

/** `secrets` are tried in turn: during a roll, old and new are valid. Throws `WebhookRefused`. */
export async function parseWebhook(secrets: string[], webhook: InboundWebhook): Promise<ProviderEvent> {
	const header = webhook.headers.get("stripe-signature");
	if (!header) throw new WebhookRefused("signature_missing");
	const secret = await signer(secrets, webhook.body, header);
	if (!secret) throw new WebhookRefused("signature_wrong");
	if (!(await signed({ ...webhook, header, secret, tolerance: TOLERANCE_S }))) throw new WebhookRefused("too_old");
	return parseEvent(webhook.body);
}

async function signer(secrets: string[], body: string, header: string): Promise<string | null> {
	for (const secret of secrets) if (await signed({ body, header, secret, tolerance: ANY_AGE })) return secret;
	return null;
}

type Signed = { body: string; header: string; secret: string; tolerance: number; at?: number };

async function signed({ body, header, secret, tolerance, at }: Signed): Promise<boolean> {
	const { signature } = Stripe.webhooks;
	if (!signature) throw new TypeError("the stripe package has no signatures");
	const crypto = Stripe.createSubtleCryptoProvider();
	try {
		return await signature.verifyHeaderAsync(body, header, secret, tolerance, crypto, at);
	} catch (error) {
		if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
		throw error;
	}
}

function parseEvent(body: string): ProviderEvent {
	const event = EventBody.safeParse(parseJson(body));
	if (!event.success) throw new WebhookRefused("malformed");
	const { id, type, data } = event.data;
	const about = About.safeParse(data?.object);
	const order = about.success ? orderOf(about.data) : null;
	return { id, kind: type, order, claims: order && about.success ? claimsOf(type, about.data) : null };
}

function parseJson(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return null;
	}
}

/** Our payment is named by metadata, which Stripe copies from intents to charges but not to disputes. */
function orderOf(about: About): ProviderEvent["order"] {
	const named = about.metadata?.payment_id ?? null;
	const intent = typeof about.payment_intent === "string" ? about.payment_intent : (about.payment_intent?.id ?? null);
	switch (about.object) {
		case "checkout.session": {
			const paymentId = named ?? about.client_reference_id ?? null;
			return paymentId ? { paymentId, reference: about.id, transactionId: intent } : null;
		}
		case "payment_intent":
			return named ? { paymentId: named, reference: null, transactionId: about.id } : null;
		case "charge":
		case "refund":
		case "dispute":
			return intent ? { paymentId: named, reference: null, transactionId: intent } : null;
		default:
			return null;
	}
}
