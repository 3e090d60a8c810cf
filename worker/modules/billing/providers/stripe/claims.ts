import type { ProviderEvent } from "../provider";

type Claim = ProviderEvent["claims"];
type Subject = { status?: string | null | undefined; payment_status?: string | null | undefined };

const CLAIMS: Record<string, Claim> = {
	"checkout.session.async_payment_succeeded": "paid",
	"checkout.session.async_payment_failed": "denied",
	"checkout.session.expired": "expired",
	"payment_intent.processing": "pending",
	"payment_intent.requires_action": "pending",
	"payment_intent.succeeded": "paid",
	"payment_intent.payment_failed": "denied",
	"payment_intent.canceled": "canceled",
	"charge.pending": "pending",
	"charge.succeeded": "paid",
	"charge.failed": "denied",
	"charge.refunded": "refunded",
	"charge.refund.updated": "refunded",
	"refund.created": "refunded",
	"refund.updated": "refunded",
	"refund.failed": "refunded",
	"charge.dispute.created": "disputed",
	"charge.dispute.funds_withdrawn": "disputed",
	"charge.dispute.funds_reinstated": "paid",
};

/** What an event says has happened, to be checked by `verify`; null for kinds that say nothing about money. */
export function claimsOf(kind: string, about: Subject): Claim {
	// Means that take days complete a checkout before they pay it.
	if (kind === "checkout.session.completed") return about.payment_status === "unpaid" ? "pending" : "paid";
	if (kind === "charge.dispute.closed") return about.status === "lost" ? "disputed" : "paid";
	return CLAIMS[kind] ?? null;
}
