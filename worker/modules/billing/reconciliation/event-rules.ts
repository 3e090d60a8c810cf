import type { Currency } from "#worker/kernel/money";
import { HOUR } from "#worker/kernel/time";
import type { InboxStatus } from "../inbox/rules";
import type { Finding, Kind } from "./rules";

/** An event that is still waiting after so long was not handled, or not by anybody who said so. */
export const PATIENCE = HOUR;

/**
 * The payment an event named. `arrived` once its money has come, even if it was taken back since; `deniedAt`: when the
 * provider said that there is none, epoch milliseconds.
 */
type NamedPayment = { status: string; amount: number; currency: Currency; arrived: boolean; deniedAt: number | null };

export type EventFacts = {
	id: string;
	tenantId: string | null;
	kind: string;
	status: InboxStatus;
	claims: string | null;
	receivedAt: number;
	note: string | null;
	payment: NamedPayment | null;
};

const STUCK: Partial<Record<InboxStatus, Kind>> = {
	received: "event_waiting",
	failed: "event_failed",
	parked: "event_parked",
};

/** What a provider has told us is handled within the hour, and what it says was paid has arrived. */
export function compareEvent(event: EventFacts, now: number): Finding[] {
	const { id: subjectId, tenantId, status, payment } = event;
	if (now - event.receivedAt <= PATIENCE) return [];
	const about = { tenantId, subjectId, remedy: "replay_event" as const };
	const money = { amount: payment?.amount ?? null, currency: payment?.currency ?? null };
	const stuck = STUCK[status];
	const theirs = { state: event.claims ?? event.kind };
	// Nobody's order does not become somebody's by asking again.
	const orphan = status === "parked" && !payment;
	if (stuck) return [{ ...about, ...money, kind: stuck, ours: { state: status }, theirs, ...(orphan && LOOK) }];
	if (event.claims !== "paid" || !payment || payment.arrived) return [];
	if (standsByItsNo(event, payment)) return [];
	return [{ ...about, ...money, kind: "event_paid_payment_not", ours: { state: payment.status }, theirs }];
}

/**
 * A settlement that was undone before we asked: what counts is the provider's last word. Where the undoing was known
 * before its settlement was told, we have asked again and heard nothing new: that is what `ignored` means.
 */
const standsByItsNo = ({ status, receivedAt }: EventFacts, { deniedAt }: NamedPayment): boolean =>
	deniedAt !== null && (deniedAt >= receivedAt || status === "ignored");

const LOOK = { remedy: "look" as const };
