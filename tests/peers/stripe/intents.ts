import * as z from "zod";
import type { CardError, Charge, Intent, Means, World } from "./books.ts";
import { CARDS, DECLINES, type Verdict } from "./cards.ts";
import { invalid, missing, StripeFault } from "./faults.ts";
import { CurrencyCode, checkTotal, Expand, Flag, Metadata, PositiveAmount, readForm } from "./forms.ts";

const CreateIntent = z.strictObject({
	amount: PositiveAmount,
	currency: CurrencyCode,
	customer: z.string().optional(),
	payment_method: z.string().optional(),
	off_session: Flag.optional(),
	confirm: Flag.optional(),
	metadata: Metadata.optional(),
	expand: Expand,
});

export type NewIntent = Pick<Intent, "amount" | "currency" | "customer" | "metadata" | "setup_future_usage">;

/** POST /v1/payment_intents. A confirmed one whose card is refused stays in the books and is a card error. */
export function createIntent(world: World, form: Record<string, unknown>): Intent {
	const input = readForm(CreateIntent, form);
	checkTotal(input.amount, input.currency);
	if (input.off_session && !input.confirm) throw invalid("off_session needs confirm=true", { param: "off_session" });
	if (input.customer && !world.books.customers.has(input.customer))
		throw missing("customer", input.customer, "customer");
	const means = input.payment_method ? usableMeans(world, input.payment_method, input.customer) : null;
	const intent = openIntent(world, {
		amount: input.amount,
		currency: input.currency,
		customer: input.customer ?? null,
		metadata: input.metadata ?? {},
		setup_future_usage: null,
	});
	if (!input.confirm) return intent;
	if (!means) throw invalid("You must provide a payment method to confirm", { code: "parameter_missing" });
	confirm(world, { intent, means }, input.off_session ? "away" : "present");
	if (intent.last_payment_error) throw cardFault(intent, intent.last_payment_error);
	return intent;
}

function usableMeans({ books }: World, id: string, customer: string | undefined): Means {
	const means = books.means.get(id);
	if (!means) throw missing("PaymentMethod", id, "payment_method");
	if (means.customer && means.customer === customer) return means;
	throw invalid("The payment method you provided is not attached to this customer.", { param: "payment_method" });
}

function cardFault(intent: Intent, error: CardError): StripeFault {
	return new StripeFault(402, "card_error", { ...error, payment_intent: structuredClone(intent) });
}

/** A new intent that nobody has tried to pay yet. */
export function openIntent(world: World, fields: NewIntent): Intent {
	const id = world.name("pi_3");
	const intent: Intent = {
		...fields,
		id,
		object: "payment_intent",
		amount_received: 0,
		canceled_at: null,
		client_secret: world.name(`${id}_secret_`),
		created: world.seconds(),
		last_payment_error: null,
		latest_charge: null,
		livemode: false,
		next_action: null,
		payment_method: null,
		payment_method_types: ["card", "link"],
		status: "requires_payment_method",
	};
	world.books.intents.set(id, intent);
	world.emit("payment_intent.created", intent);
	return intent;
}

export type Attempt = { intent: Intent; means: Means };

/** Asks the bank. `authenticated`: the owner has already said yes to it. */
export function confirm(world: World, attempt: Attempt, how: "present" | "away" | "authenticated"): void {
	const { intent, means } = attempt;
	const card = CARDS[world.books.numbers.get(means.id) ?? ""];
	const verdict: Verdict = card && how !== "authenticated" ? card[how] : "pays";
	intent.payment_method = means.id;
	intent.next_action = null;
	if (verdict === "pays") succeed(world, attempt);
	else if (verdict !== "authenticate") fail(world, attempt, verdict);
	else if (how === "away") fail(world, attempt, "authentication_required");
	else askOwner(world, intent);
}

function askOwner(world: World, intent: Intent): void {
	intent.status = "requires_action";
	intent.last_payment_error = null;
	intent.next_action = { type: "use_stripe_sdk" };
	world.emit("payment_intent.requires_action", intent);
}

export function succeed(world: World, attempt: Attempt): void {
	const { intent, means } = attempt;
	const charge = newCharge(world, attempt, null);
	Object.assign(intent, {
		status: "succeeded",
		amount_received: intent.amount,
		latest_charge: charge.id,
		last_payment_error: null,
	});
	if (intent.setup_future_usage) means.customer = intent.customer;
	world.emit("charge.succeeded", charge);
	world.emit("payment_intent.succeeded", intent);
}

/** `decline` is a key of `DECLINES`. */
export function fail(world: World, attempt: Attempt, decline: string): void {
	const { intent, means } = attempt;
	const { code, message } = DECLINES[decline] ?? { code: "card_declined", message: "Your card was declined." };
	const charge = newCharge(world, attempt, { code, message });
	intent.status = "requires_payment_method";
	intent.latest_charge = charge.id;
	intent.next_action = null;
	intent.last_payment_error = {
		type: "card_error",
		code,
		decline_code: decline,
		message,
		charge: charge.id,
		payment_method: means.id,
	};
	world.emit("charge.failed", charge);
	world.emit("payment_intent.payment_failed", intent);
}

function newCharge(
	world: World,
	{ intent, means }: Attempt,
	failure: { code: string; message: string } | null,
): Charge {
	const { brand, last4 } = means.card;
	const charge: Charge = {
		id: world.name("ch_3"),
		object: "charge",
		amount: intent.amount,
		amount_captured: failure ? 0 : intent.amount,
		amount_refunded: 0,
		captured: !failure,
		created: world.seconds(),
		currency: intent.currency,
		customer: intent.customer,
		disputed: false,
		failure_code: failure?.code ?? null,
		failure_message: failure?.message ?? null,
		livemode: false,
		metadata: { ...intent.metadata },
		paid: !failure,
		payment_intent: intent.id,
		payment_method: means.id,
		payment_method_details: { type: "card", card: { brand, last4, wallet: null } },
		refunded: false,
		status: failure ? "failed" : "succeeded",
	};
	world.books.charges.set(charge.id, charge);
	return charge;
}

/** POST /v1/payment_intents/:id/cancel. */
export function cancelIntent(world: World, intent: Intent): Intent {
	if (["succeeded", "processing", "canceled"].includes(intent.status)) {
		const message = `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`;
		throw invalid(message, { code: "payment_intent_unexpected_state" });
	}
	intent.status = "canceled";
	intent.canceled_at = world.seconds();
	world.emit("payment_intent.canceled", intent);
	return intent;
}
