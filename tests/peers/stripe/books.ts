type Metadata = Record<string, string>;

export type Session = {
	id: string;
	object: "checkout.session";
	amount_subtotal: number;
	amount_total: number;
	cancel_url: string | null;
	client_reference_id: string | null;
	created: number;
	currency: string;
	customer: string | null;
	customer_creation: "always" | "if_required" | null;
	customer_details: { email: string | null; name: string | null } | null;
	customer_email: string | null;
	expires_at: number;
	livemode: false;
	locale: string | null;
	metadata: Metadata;
	mode: "payment";
	payment_intent: string | null;
	payment_method_types: string[];
	payment_status: "paid" | "unpaid";
	status: "open" | "complete" | "expired";
	success_url: string;
	ui_mode: "hosted_page";
	url: string | null;
};
/** What a session was created with and does not show. */
export type Draft = { lines: DraftLine[]; intentMetadata: Metadata; setupFutureUsage: string | null };
export type DraftLine = { name: string; unitAmount: number; quantity: number };

export type CardError = {
	type: "card_error";
	code: string;
	decline_code?: string;
	message: string;
	charge?: string;
	payment_method?: string;
};
export type Intent = {
	id: string;
	object: "payment_intent";
	amount: number;
	amount_received: number;
	canceled_at: number | null;
	client_secret: string;
	created: number;
	currency: string;
	customer: string | null;
	last_payment_error: CardError | null;
	latest_charge: string | null;
	livemode: false;
	metadata: Metadata;
	next_action: { type: string } | null;
	payment_method: string | null;
	payment_method_types: string[];
	setup_future_usage: string | null;
	status: "requires_payment_method" | "requires_action" | "processing" | "succeeded" | "canceled";
};
export type Charge = {
	id: string;
	object: "charge";
	amount: number;
	amount_captured: number;
	amount_refunded: number;
	captured: boolean;
	created: number;
	currency: string;
	customer: string | null;
	disputed: boolean;
	failure_code: string | null;
	failure_message: string | null;
	livemode: false;
	metadata: Metadata;
	paid: boolean;
	payment_intent: string;
	payment_method: string;
	payment_method_details: { type: "card"; card: { brand: string; last4: string; wallet: null } };
	refunded: boolean;
	status: "succeeded" | "pending" | "failed";
};
export type Refund = {
	id: string;
	object: "refund";
	amount: number;
	charge: string;
	created: number;
	currency: string;
	failure_reason?: string;
	metadata: Metadata;
	payment_intent: string;
	reason: string | null;
	status: "succeeded" | "pending" | "failed";
};
export type Dispute = {
	id: string;
	object: "dispute";
	amount: number;
	charge: string;
	created: number;
	currency: string;
	is_charge_refundable: boolean;
	livemode: false;
	metadata: Metadata;
	payment_intent: string;
	reason: string;
	status: "needs_response" | "won" | "lost";
};
export type Customer = {
	id: string;
	object: "customer";
	created: number;
	email: string | null;
	livemode: false;
	metadata: Metadata;
	name: string | null;
};
export type Means = {
	id: string;
	object: "payment_method";
	card: { brand: string; last4: string; exp_month: number; exp_year: number };
	created: number;
	customer: string | null;
	livemode: false;
	type: "card";
};
export type Portal = {
	id: string;
	object: "billing_portal.session";
	created: number;
	customer: string;
	livemode: false;
	return_url: string;
	url: string;
};
export type StripeEvent = {
	id: string;
	object: "event";
	api_version: string;
	created: number;
	data: { object: unknown };
	livemode: false;
	pending_webhooks: number;
	request: { id: null; idempotency_key: null };
	type: string;
};
/** An attempt to deliver an event; `status` is null where there was no answer. */
export type Delivery = { event: string; type: string; at: number; status: number | null };

/** Everything this Stripe knows. Objects name each other by id, as Stripe answers them unexpanded. */
export function newBooks() {
	return {
		sessions: new Map<string, Session>(),
		drafts: new Map<string, Draft>(),
		intents: new Map<string, Intent>(),
		charges: new Map<string, Charge>(),
		refunds: new Map<string, Refund>(),
		disputes: new Map<string, Dispute>(),
		customers: new Map<string, Customer>(),
		means: new Map<string, Means>(),
		/** Card numbers by means; a real Stripe keeps them to itself, too. */
		numbers: new Map<string, string>(),
		portals: new Map<string, Portal>(),
		events: [] as StripeEvent[],
		deliveries: [] as Delivery[],
	};
}
export type Books = ReturnType<typeof newBooks>;

/** What all parts share: the books, a clock, names for new things, and a way to tell the world. */
export type World = {
	books: Books;
	merchant: string;
	publicUrl: () => string;
	/** Epoch milliseconds. */
	now: () => number;
	/** Epoch seconds, as Stripe writes times. */
	seconds: () => number;
	/** `re_` and 24 letters and digits; `length` more or fewer. */
	name: (prefix: string, length?: number) => string;
	emit: (type: string, object: object) => void;
};
