import type { Customer, Intent, Means, Session, World } from "./books.ts";
import { CARDS, PAYING_CARD } from "./cards.ts";
import { openDispute } from "./disputes.ts";
import { invalid, missing } from "./faults.ts";
import { type Attempt, confirm, fail, openIntent, succeed } from "./intents.ts";

export type PayOptions = {
	/** One of `CARDS`; the one that pays unless told otherwise. */
	card?: string;
	email?: string;
	name?: string;
	/** The bank takes days: the session completes unpaid, until `settle` says how it went. */
	delayed?: boolean;
};
export type PayOutcome = "paid" | "processing" | "declined" | "authenticate";

/** What the pay button does. */
export function pay(world: World, sessionId: string, options: PayOptions = {}): PayOutcome {
	const session = openSession(world, sessionId);
	const number = (options.card ?? PAYING_CARD).replaceAll(/\D/g, "");
	if (!CARDS[number]) throw invalid("Your card number is not one of the test cards.", { code: "incorrect_number" });
	const email = options.email ?? session.customer_email;
	session.customer_details = { email, name: options.name ?? null };
	const intent = intentOf(world, session);
	const means = newMeans(world, number);
	if (options.delayed) return process(world, session, { intent, means });
	confirm(world, { intent, means }, "present");
	return conclude(world, session, intent);
}

/** The owner's answer to the bank, after `pay` ended in `authenticate`. */
export function authenticate(world: World, sessionId: string, approve: boolean): PayOutcome {
	const session = openSession(world, sessionId);
	const intent = world.books.intents.get(session.payment_intent ?? "");
	const means = world.books.means.get(intent?.payment_method ?? "");
	if (!intent || !means || intent.status !== "requires_action") throw invalid("Nothing is waiting for the bank.");
	if (approve) confirm(world, { intent, means }, "authenticated");
	else fail(world, { intent, means }, "authentication_failed");
	return conclude(world, session, intent);
}

/** The end of a delayed payment. */
export function settle(world: World, sessionId: string, succeeded: boolean): void {
	const session = world.books.sessions.get(sessionId);
	const intent = world.books.intents.get(session?.payment_intent ?? "");
	const means = world.books.means.get(intent?.payment_method ?? "");
	if (!session || !intent || !means || intent.status !== "processing") throw invalid("Nothing is being processed.");
	if (succeeded) {
		succeed(world, { intent, means });
		session.payment_status = "paid";
	} else fail(world, { intent, means }, "insufficient_funds");
	world.emit(`checkout.session.async_payment_${succeeded ? "succeeded" : "failed"}`, session);
}

export function openSession({ books }: World, id: string): Session {
	const session = books.sessions.get(id);
	if (!session) throw missing("checkout.session", id);
	if (session.status !== "open") throw invalid(`This Checkout Session is ${session.status}.`);
	return session;
}

/** Stripe makes the intent of a session when somebody first tries to pay it. */
function intentOf(world: World, session: Session): Intent {
	const known = world.books.intents.get(session.payment_intent ?? "");
	if (known) return known;
	const draft = world.books.drafts.get(session.id);
	if (session.customer_creation === "always") session.customer ??= newCustomer(world, session).id;
	const intent = openIntent(world, {
		amount: session.amount_total,
		currency: session.currency,
		customer: session.customer,
		metadata: { ...draft?.intentMetadata },
		setup_future_usage: draft?.setupFutureUsage ?? null,
	});
	session.payment_intent = intent.id;
	return intent;
}

function newCustomer(world: World, { customer_details }: Session): Customer {
	return addCustomer(world, {
		email: customer_details?.email ?? null,
		name: customer_details?.name ?? null,
		metadata: {},
	});
}

export function addCustomer(world: World, fields: Pick<Customer, "email" | "name" | "metadata">): Customer {
	const id = world.name("cus_", 14);
	const customer: Customer = { ...fields, id, object: "customer", created: world.seconds(), livemode: false };
	world.books.customers.set(id, customer);
	world.emit("customer.created", customer);
	return customer;
}

function newMeans(world: World, number: string): Means {
	const means: Means = {
		id: world.name("pm_1"),
		object: "payment_method",
		card: { brand: CARDS[number]?.brand ?? "visa", last4: number.slice(-4), exp_month: 12, exp_year: 2034 },
		created: world.seconds(),
		customer: null,
		livemode: false,
		type: "card",
	};
	world.books.means.set(means.id, means);
	world.books.numbers.set(means.id, number);
	return means;
}

function conclude(world: World, session: Session, intent: Intent): PayOutcome {
	if (intent.status === "requires_action") return "authenticate";
	if (intent.status !== "succeeded") return "declined";
	complete(world, session, "paid");
	const number = world.books.numbers.get(intent.payment_method ?? "");
	if (CARDS[number ?? ""]?.disputed) openDispute(world, intent.id);
	return "paid";
}

function process(world: World, session: Session, { intent, means }: Attempt): PayOutcome {
	intent.status = "processing";
	intent.payment_method = means.id;
	world.emit("payment_intent.processing", intent);
	complete(world, session, "unpaid");
	return "processing";
}

function complete(world: World, session: Session, payment_status: Session["payment_status"]): void {
	Object.assign(session, { status: "complete", payment_status, url: null });
	world.emit("checkout.session.completed", session);
}
