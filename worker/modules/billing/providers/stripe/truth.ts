import type Stripe from "stripe";
import type { ProviderRefund, ProviderState, ProviderTruth, SavedMeans } from "../provider";
import { fromStripe } from "./units";

/** What was read beside the intent: an expanded charge holds ten refunds at most, and its disputes not at all. */
export type Aftermath = { refunds: Stripe.Refund[]; disputes: Stripe.Dispute[] };

/** Disputes that left the money here: won, averted, or inquiries that never took it (docs.stripe.com/disputes). */
const HARMLESS_DISPUTES = new Set([
	"won",
	"prevented",
	"warning_needs_response",
	"warning_under_review",
	"warning_closed",
]);
const BRANDS: Record<string, string> = { amex: "American Express", mastercard: "Mastercard", jcb: "JCB", visa: "Visa" };

/** The truth about a checkout session, whose payment intent is expanded down to its charge. */
export function truthOfSession(session: Stripe.Checkout.Session, aftermath: Aftermath): ProviderTruth {
	const intent = expanded(session.payment_intent);
	const says = `${session.status}/${session.payment_status}`;
	if (intent && session.status !== "expired") {
		const truth = truthOfIntent(intent, aftermath);
		return { ...truth, says: `${says}/${truth.says}` };
	}
	const state = session.status === "expired" ? "expired" : "not_started";
	return { ...NOT_STARTED, state, transactionId: intent?.id ?? null, says };
}

/** The truth about a payment intent; its charge counts where it is expanded. */
export function truthOfIntent(intent: Stripe.PaymentIntent, { refunds, disputes }: Aftermath): ProviderTruth {
	const charge = expanded(intent.latest_charge);
	const taken = disputes.filter(({ status }) => !HARMLESS_DISPUTES.has(status));
	const disputed = taken.reduce((total, { amount }) => total + amount, 0);
	const state = disputed > 0 ? "disputed" : stateOf(intent);
	return {
		state,
		amount: state === "not_started" ? null : fromStripe(intent),
		transactionId: intent.id,
		channel: charge ? channelOf(charge) : null,
		paidAt: intent.status === "succeeded" && charge ? charge.created * 1000 : null,
		refunds: refunds.flatMap(refundOf),
		disputed: disputed > 0 ? fromStripe({ amount: disputed, currency: taken[0]?.currency ?? intent.currency }) : null,
		says: taken.length > 0 ? saysOfDisputes(taken) : saysOfIntent(intent),
		saved: charge && intent.status === "succeeded" ? savedMeans(intent, charge) : null,
	};
}

const saysOfIntent = ({ status, last_payment_error }: Stripe.PaymentIntent): string =>
	[status, last_payment_error?.code].filter(Boolean).join("/");

/** The intent of a disputed payment has `succeeded` for ever; that the bank took it back, only its disputes tell. */
const saysOfDisputes = (taken: Stripe.Dispute[]): string =>
	["disputed", ...new Set(taken.map(({ status }) => status))].join("/");

/** Of an order that nobody has tried to pay. */
export const NOT_STARTED: ProviderTruth = {
	state: "not_started",
	amount: null,
	transactionId: null,
	channel: null,
	paidAt: null,
	refunds: [],
	disputed: null,
	says: "none",
	saved: null,
};

/** A declined attempt puts an intent back to where it was; only its last error tells. */
function stateOf({ status, last_payment_error }: Stripe.PaymentIntent): ProviderState {
	switch (status) {
		case "succeeded":
			return "paid";
		case "canceled":
			return "canceled";
		case "requires_payment_method":
			return last_payment_error ? "denied" : "not_started";
		default:
			return "pending";
	}
}

/** A refund that failed has moved nothing and is left out. */
function refundOf(refund: Stripe.Refund): ProviderRefund[] {
	if (refund.status === "failed" || refund.status === "canceled") return [];
	const key = refund.metadata?.refund_key ?? null;
	return [{ key, reference: refund.id, amount: fromStripe(refund), final: refund.status === "succeeded" }];
}

/** `apple_pay` rather than `card`, where the card was in a wallet. */
function channelOf({ payment_method_details: details }: Stripe.Charge): string | null {
	return details?.card?.wallet?.type ?? details?.type ?? null;
}

function savedMeans(intent: Stripe.PaymentIntent, charge: Stripe.Charge): SavedMeans | null {
	const customer = idOf(intent.customer);
	const means = idOf(intent.payment_method);
	if (!intent.setup_future_usage || !customer || !means) return null;
	const { card, type } = charge.payment_method_details ?? {};
	const brand = card?.brand ?? type ?? "card";
	const name = BRANDS[brand] ?? `${brand.charAt(0).toUpperCase()}${brand.slice(1)}`;
	return { customer, means, label: card?.last4 ? `${name} •••• ${card.last4}` : name };
}

export const idOf = (field: string | { id: string } | null | undefined): string | null =>
	typeof field === "string" ? field : (field?.id ?? null);

/** The object of an expandable field; null where it is only named. */
export const expanded = <T extends object>(field: string | T | null | undefined): T | null =>
	typeof field === "object" ? (field ?? null) : null;
