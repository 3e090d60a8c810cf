import * as z from "zod";
import type { DraftLine, Session, World } from "./books.ts";
import { invalid, missing } from "./faults.ts";
import { Address, Amount, CurrencyCode, checkTotal, Email, Expand, Flag, Metadata, readForm, Whole } from "./forms.ts";
import { cancelIntent } from "./intents.ts";

const MINUTE_S = 60;
const DAY_S = 24 * 60 * MINUTE_S;

const LineItem = z.strictObject({
	quantity: Whole.refine((quantity) => quantity >= 1, "must be greater than or equal to 1"),
	price_data: z.strictObject({
		currency: CurrencyCode,
		unit_amount: Amount,
		product_data: z.strictObject({ name: z.string().min(1).max(250), description: z.string().min(1).optional() }),
	}),
});
const CreateSession = z.strictObject({
	mode: z.literal("payment"),
	line_items: z.array(LineItem).min(1).max(100),
	success_url: Address,
	cancel_url: Address.optional(),
	client_reference_id: z.string().min(1).max(200).optional(),
	customer: z.string().optional(),
	customer_email: Email.optional(),
	customer_creation: z.enum(["always", "if_required"]).optional(),
	expires_at: Whole.optional(),
	locale: z.enum(["auto", "en", "id"]).optional(),
	metadata: Metadata.optional(),
	adaptive_pricing: z.strictObject({ enabled: Flag }).optional(),
	payment_intent_data: z
		.strictObject({
			metadata: Metadata.optional(),
			setup_future_usage: z.enum(["off_session", "on_session"]).optional(),
		})
		.optional(),
	expand: Expand,
});
type Input = z.infer<typeof CreateSession>;

/** POST /v1/checkout/sessions, for one payment. */
export function createSession(world: World, form: Record<string, unknown>): Session {
	const input = readForm(CreateSession, form);
	checkCustomer(world, input);
	const lines = input.line_items.map(({ quantity, price_data: { product_data, unit_amount } }) => ({
		name: product_data.name,
		unitAmount: unit_amount,
		quantity,
	}));
	const session = newSession(world, input, lines);
	checkTotal(session.amount_total, session.currency);
	world.books.sessions.set(session.id, session);
	world.books.drafts.set(session.id, {
		lines,
		intentMetadata: input.payment_intent_data?.metadata ?? {},
		setupFutureUsage: input.payment_intent_data?.setup_future_usage ?? null,
	});
	return session;
}

function checkCustomer({ books }: World, { customer, customer_email, customer_creation }: Input): void {
	if (!customer) return;
	if (customer_email)
		throw invalid("You may only specify one of: customer, customer_email.", { param: "customer_email" });
	if (customer_creation)
		throw invalid("customer_creation cannot be used with customer", { param: "customer_creation" });
	if (!books.customers.has(customer)) throw missing("customer", customer, "customer");
}

function newSession(world: World, input: Input, lines: DraftLine[]): Session {
	const currencies = new Set(input.line_items.map(({ price_data }) => price_data.currency));
	if (currencies.size > 1) throw invalid("All line items must use the same currency", { param: "line_items" });
	const total = lines.reduce((sum, { unitAmount, quantity }) => sum + unitAmount * quantity, 0);
	const id = world.name("cs_test_a1", 56);
	return {
		id,
		object: "checkout.session",
		amount_subtotal: total,
		amount_total: total,
		cancel_url: input.cancel_url ?? null,
		client_reference_id: input.client_reference_id ?? null,
		created: world.seconds(),
		currency: [...currencies][0] ?? "usd",
		customer: input.customer ?? null,
		customer_creation: input.customer ? null : (input.customer_creation ?? "if_required"),
		customer_details: null,
		customer_email: input.customer_email ?? null,
		expires_at: expiryOf(world, input.expires_at),
		livemode: false,
		locale: input.locale ?? null,
		metadata: input.metadata ?? {},
		mode: "payment",
		payment_intent: null,
		payment_method_types: ["card", "link"],
		payment_status: "unpaid",
		status: "open",
		success_url: input.success_url,
		ui_mode: "hosted_page",
		url: `${world.publicUrl()}/c/pay/${id}`,
	};
}

function expiryOf(world: World, wanted: number | undefined): number {
	const now = world.seconds();
	const at = wanted ?? now + DAY_S;
	if (at < now + 30 * MINUTE_S) {
		throw invalid("The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.", EXPIRES_AT);
	}
	if (at > now + DAY_S) {
		throw invalid("The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.", EXPIRES_AT);
	}
	return at;
}
const EXPIRES_AT = { param: "expires_at" };

/** POST /v1/checkout/sessions/:id/expire, and what happens by itself when the time has come. */
export function expireSession(world: World, session: Session): Session {
	if (session.status !== "open") {
		throw invalid(`Only Checkout Sessions with a status in ["open"] can be expired. This one is ${session.status}.`);
	}
	session.status = "expired";
	session.url = null;
	const intent = world.books.intents.get(session.payment_intent ?? "");
	if (intent) cancelIntent(world, intent);
	world.emit("checkout.session.expired", session);
	return session;
}

/** Expires what is past its time. Returns when the next session is, null where none is open. */
export function expireDue(world: World, at: number): number | null {
	const open = () => [...world.books.sessions.values()].filter(({ status }) => status === "open");
	for (const session of open()) if (session.expires_at * 1000 <= at) expireSession(world, session);
	const times = open().map(({ expires_at }) => expires_at * 1000);
	return times.length > 0 ? Math.min(...times) : null;
}
