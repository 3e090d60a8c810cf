import * as z from "zod";
import type { Charge, Refund, World } from "./books.ts";
import { CARDS } from "./cards.ts";
import { invalid, missing } from "./faults.ts";
import { Expand, Metadata, PositiveAmount, readForm } from "./forms.ts";

const CreateRefund = z.strictObject({
	payment_intent: z.string().optional(),
	charge: z.string().optional(),
	amount: PositiveAmount.optional(),
	reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
	metadata: Metadata.optional(),
	expand: Expand,
});

/** POST /v1/refunds: all that is left of a charge, or `amount` of it. */
export function createRefund(world: World, form: Record<string, unknown>): Refund {
	const input = readForm(CreateRefund, form);
	const charge = chargeOf(world, input.payment_intent, input.charge);
	const left = refundable(charge);
	const amount = input.amount ?? left;
	if (amount > left) throw invalid(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`);
	const refund: Refund = {
		id: world.name("re_3"),
		object: "refund",
		amount,
		charge: charge.id,
		created: world.seconds(),
		currency: charge.currency,
		metadata: input.metadata ?? {},
		payment_intent: charge.payment_intent,
		reason: input.reason ?? null,
		status: CARDS[world.books.numbers.get(charge.payment_method) ?? ""]?.refund ?? "succeeded",
	};
	world.books.refunds.set(refund.id, refund);
	give(charge, amount);
	world.emit("refund.created", refund);
	world.emit("charge.refunded", charge);
	return refund;
}

function chargeOf({ books }: World, intentId: string | undefined, chargeId: string | undefined): Charge {
	if (!intentId && !chargeId)
		throw invalid("One of: charge, payment_intent is required.", { code: "parameter_missing" });
	const intent = books.intents.get(intentId ?? "");
	if (intentId && !intent) throw missing("payment_intent", intentId, "payment_intent");
	const charge = books.charges.get(chargeId ?? intent?.latest_charge ?? "");
	if (charge?.status === "succeeded") return charge;
	throw invalid("This PaymentIntent does not have a successful charge to refund.", { param: "payment_intent" });
}

function refundable(charge: Charge): number {
	if (charge.disputed) {
		throw invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, { code: "charge_disputed" });
	}
	if (charge.refunded) {
		throw invalid(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
	}
	return charge.amount - charge.amount_refunded;
}

function give(charge: Charge, amount: number): void {
	charge.amount_refunded += amount;
	charge.refunded = charge.amount_refunded === charge.amount;
}

/** How a pending refund ends; even one that succeeded may be sent back by the bank. */
export function confirmRefund(world: World, refundId: string, succeeded = true): Refund {
	const refund = world.books.refunds.get(refundId);
	if (!refund) throw missing("refund", refundId);
	const charge = world.books.charges.get(refund.charge);
	const failsNow = !succeeded && refund.status !== "failed";
	refund.status = succeeded ? "succeeded" : "failed";
	if (failsNow && charge) give(charge, -refund.amount);
	if (!succeeded) refund.failure_reason = "declined";
	world.emit("refund.updated", refund);
	world.emit("charge.refund.updated", refund);
	if (!succeeded) world.emit("refund.failed", refund);
	return refund;
}
