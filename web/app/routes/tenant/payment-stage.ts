import type { Schema } from "@sewa/sdk";
import { isGateway } from "./payment-words";

export type PaymentStage =
	| "opening"
	| "waiting"
	| "review"
	| "paid"
	| "topped_up"
	| "to_wallet"
	| "denied"
	| "rejected"
	| "reversed"
	| "expired"
	| "canceled"
	| "refunded"
	| "disputed";

type Facts = Pick<Schema<"Payment">, "status" | "provider" | "target" | "invoice" | "rejectionReason" | "checkoutUrl">;

/** What a person has to be told. `reversed`: the money had been there and was taken back. */
export function stageOf(payment: Facts, reversed: boolean): PaymentStage {
	switch (payment.status) {
		case "created":
		case "pending":
			return payment.checkoutUrl ? "waiting" : "opening";
		case "awaiting_review":
			return "review";
		case "succeeded":
			if (payment.target === "invoice") return "paid";
			return payment.invoice ? "to_wallet" : "topped_up";
		case "failed":
			if (reversed) return "reversed";
			return isGateway(payment.provider) ? "denied" : "rejected";
		case "partially_refunded":
			return "refunded";
		default:
			return payment.status;
	}
}

const SLOWEST = 15_000;
const TRIES_WHEN_OVER = 12;

/**
 * How long to wait before the next look, in ms; null when there is nothing to wait for. What is denied or over is
 * looked at for a while: a card that was denied is often followed by one that is not.
 */
export function waitBefore(status: Schema<"Payment">["status"], tries: number): number | null {
	const backedOff = Math.min(2_500 * 1.25 ** Math.max(0, tries - 12), SLOWEST);
	if (status === "created" || status === "pending") return backedOff;
	if (status === "awaiting_review") return SLOWEST;
	const mayStillArrive = status === "failed" || status === "expired" || status === "canceled";
	return mayStillArrive && tries < TRIES_WHEN_OVER ? backedOff : null;
}
