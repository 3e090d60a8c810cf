import type { Money } from "#worker/kernel/money";

export const PROVIDERS = ["manual", "midtrans", "stripe", "wallet"] as const;
export type ProviderCode = (typeof PROVIDERS)[number];
/** Providers that a customer is sent to; the other two settle within the house. */
export const GATEWAYS = ["midtrans", "stripe"] as const;
export type Gateway = (typeof GATEWAYS)[number];

/** Which of our payments a provider is asked about. The payment's id is the order id everywhere. */
export type ProviderOrder = {
	paymentId: string;
	/** The provider's own name for the checkout: Midtrans the order id, Stripe `cs_…`. Null until it answered once. */
	reference: string | null;
	/** Midtrans `transaction_id`, Stripe `pi_…`. Null until somebody has picked a method. */
	transactionId: string | null;
	/** Another attempt under the same order, of which an event has told and which may be the one that is paid. */
	otherTransactionId?: string | null;
	amount: Money;
	/** Who was charged unattended: the way to find a charge whose answer was lost. */
	customer?: string | null;
};

export type CheckoutLine = { id: string; name: string; price: Money; quantity: number };

export type Checkout = {
	paymentId: string;
	/** The sum of `lines`, exactly. */
	amount: Money;
	lines: CheckoutLine[];
	customer: { name: string; email: string; reference: string | null };
	/** Where the browser comes back to, whatever happened. */
	returnUrl: string;
	/** Where notifications of this payment go. */
	notifyUrl: string;
	expiresAt: number;
	locale: "en" | "id";
	/** Keep the means of payment, so that it can be charged unattended later. Ignored where impossible. */
	save: boolean;
};

export type CheckoutStarted = { reference: string; checkoutUrl: string };

/** The provider's word, in ours. `denied` on a card is often followed by a retry that succeeds. */
export const PROVIDER_STATES = [
	"not_started",
	"pending",
	"challenged",
	"paid",
	"denied",
	"expired",
	"canceled",
	"disputed",
] as const;
export type ProviderState = (typeof PROVIDER_STATES)[number];

export type ProviderRefund = { key: string | null; reference: string; amount: Money; final: boolean };

/** What the provider says about an order now. Its amounts are in our units already. */
export type ProviderTruth = {
	state: ProviderState;
	/** Null where nobody has picked a method yet. */
	amount: Money | null;
	transactionId: string | null;
	/** What was picked: `qris`, `bca_va`, `credit_card`, `card`. */
	channel: string | null;
	paidAt: number | null;
	refunds: ProviderRefund[];
	/** The sum the bank has taken back, where `state` is `disputed`. */
	disputed: Money | null;
	/** The provider's own words, for people: `settlement/accept`. */
	says: string;
	saved: SavedMeans | null;
};

/** A means of payment that can be charged without its owner. Never card data: the provider's names for it. */
export type SavedMeans = { customer: string; means: string; label: string };

export type ProviderEvent = {
	/** The same for each delivery of the same event, never the same for two. */
	id: string;
	kind: string;
	/** What it is about; null for events that concern no order. */
	order: { paymentId: string | null; reference: string | null; transactionId: string | null } | null;
	/** What it claims, to be checked against `verify`. */
	claims: ProviderState | "refunded" | null;
};

/** `at` is the wall clock of the receipt, for tolerances of signatures. */
export type InboundWebhook = { headers: Headers; body: string; at: number };

export type RefundRequest = { key: string; amount: Money; reason: string };
/** `manual`: this means of payment cannot be refunded by API (VA, stores); a person transfers the money. */
export type RefundOutcome = { outcome: "succeeded" | "pending"; reference: string } | { outcome: "manual" };

/** One way to be paid. Every amount is converted to the provider's units inside the adapter and nowhere else. */
export interface PaymentProvider {
	readonly code: Gateway;
	create(checkout: Checkout): Promise<CheckoutStarted>;
	/** The truth about an order; `not_started` where the provider knows of no attempt. */
	verify(order: ProviderOrder): Promise<ProviderTruth>;
	/** The same key is the same refund, however often it is asked for. */
	refund(order: ProviderOrder, request: RefundRequest): Promise<RefundOutcome>;
	/** Makes an unpaid order unpayable. Returns the truth afterwards, which may be that it was paid meanwhile. */
	cancel(order: ProviderOrder): Promise<ProviderTruth>;
	/** What customers can pick there. */
	methods(): Promise<string[]>;
	/** Checks the signature first; throws `WebhookRefused`. */
	parseWebhook(webhook: InboundWebhook): Promise<ProviderEvent>;
	/** Charges a saved means without its owner; null where the provider cannot. */
	readonly charge: ((order: ProviderOrder, saved: SavedMeans) => Promise<ProviderTruth>) | null;
	/** Where the customer manages saved means (Stripe's portal); null where there is no such page. */
	readonly portal: ((customer: string, returnUrl: string) => Promise<string>) | null;
	/** A harmless call that fails when keys or addresses are wrong. */
	check(): Promise<void>;
}

/**
 * `refused`: the provider understood and said no; asking again changes nothing. `unauthorised`: the keys are wrong.
 * `unavailable`: no answer, 5xx, 429 or a time-out: what we asked for may have happened.
 */
export class ProviderError extends Error {
	readonly kind: "refused" | "unauthorised" | "unavailable";

	constructor(kind: ProviderError["kind"], message: string, options?: ErrorOptions) {
		super(message, options);
		this.name = "ProviderError";
		this.kind = kind;
	}
}

export type RefusalReason = "signature_missing" | "signature_wrong" | "too_old" | "malformed";

/** A webhook that is not the provider's. Nothing of it is kept but the count. */
export class WebhookRefused extends Error {
	readonly reason: RefusalReason;

	constructor(reason: RefusalReason) {
		super(`webhook refused: ${reason}`);
		this.name = "WebhookRefused";
		this.reason = reason;
	}
}
