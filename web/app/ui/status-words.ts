import type { LucideIcon } from "lucide-react";
import {
	Archive,
	Ban,
	CircleCheck,
	CircleDashed,
	CircleHelp,
	CirclePause,
	CircleX,
	Clock,
	Eye,
	EyeOff,
	FileText,
	Gift,
	Hourglass,
	Mail,
	RotateCcw,
	ShieldAlert,
	TriangleAlert,
} from "lucide-react";
import { m } from "~/paraglide/messages.js";
import type { Tone } from "./tone";

type Word = { tone: Tone; icon: LucideIcon; label: () => string };

const word = (tone: Tone, icon: LucideIcon, label: () => string): Word => ({ tone, icon, label });

const offer = {
	draft: word("ended", FileText, m.status_draft),
	public: word("ok", Eye, m.status_public),
	hidden: word("info", EyeOff, m.status_hidden),
	retired: word("ended", Archive, m.status_retired),
};

/** Every state of domain.md in words, with the icon and colour that go with it. */
const words = {
	tenant: {
		pending: word("wait", Hourglass, m.status_pending_activation),
		active: word("ok", CircleCheck, m.status_active),
		suspended: word("bad", Ban, m.status_suspended),
		closing: word("wait", Clock, m.status_closing),
		closed: word("ended", Archive, m.status_closed),
	},
	member: {
		active: word("ok", CircleCheck, m.status_active),
		inactive: word("ended", CirclePause, m.status_inactive),
		invited: word("info", Mail, m.status_invited),
	},
	product: offer,
	plan: offer,
	subscription: {
		trialing: word("info", Gift, m.status_trialing),
		pending: word("wait", Hourglass, m.status_pending_payment),
		active: word("ok", CircleCheck, m.status_active),
		past_due: word("wait", TriangleAlert, m.status_past_due),
		paused: word("ended", CirclePause, m.status_paused),
		suspended: word("bad", Ban, m.status_suspended),
		canceled: word("ended", CircleX, m.status_canceled),
		expired: word("ended", Clock, m.status_expired),
	},
	plan_change: {
		quoted: word("info", FileText, m.status_quoted),
		awaiting_payment: word("wait", Hourglass, m.status_awaiting_payment),
		awaiting_review: word("wait", Eye, m.status_awaiting_review),
		applied: word("ok", CircleCheck, m.status_applied),
		rejected: word("bad", CircleX, m.status_rejected),
		canceled: word("ended", CircleX, m.status_canceled),
		expired: word("ended", Clock, m.status_expired),
	},
	invoice: {
		draft: word("ended", FileText, m.status_draft),
		open: word("wait", Hourglass, m.status_open),
		paid: word("ok", CircleCheck, m.status_paid),
		void: word("ended", Ban, m.status_void),
		uncollectible: word("bad", ShieldAlert, m.status_uncollectible),
	},
	payment: {
		created: word("info", CircleDashed, m.status_created),
		pending: word("wait", Hourglass, m.status_pending_payment),
		awaiting_review: word("wait", Eye, m.status_awaiting_review),
		succeeded: word("ok", CircleCheck, m.status_succeeded),
		failed: word("bad", CircleX, m.status_failed),
		rejected: word("bad", CircleX, m.status_rejected),
		expired: word("ended", Clock, m.status_expired),
		canceled: word("ended", CircleX, m.status_canceled),
		refunded: word("ended", RotateCcw, m.status_refunded),
		partially_refunded: word("info", RotateCcw, m.status_partially_refunded),
		disputed: word("bad", ShieldAlert, m.status_disputed),
	},
	inbox: {
		received: word("info", Hourglass, m.status_received),
		applied: word("ok", CircleCheck, m.status_applied),
		ignored: word("ended", CircleDashed, m.status_ignored),
		parked: word("wait", CirclePause, m.status_parked),
		failed: word("bad", CircleX, m.status_failed),
	},
	refund: {
		requested: word("info", CircleDashed, m.status_requested),
		pending: word("wait", Hourglass, m.status_refund_pending),
		succeeded: word("ok", CircleCheck, m.status_refund_succeeded),
		failed: word("bad", CircleX, m.status_failed),
	},
	approval: {
		waiting: word("wait", Hourglass, m.status_waiting),
		approved: word("ok", CircleCheck, m.status_approved),
		rejected: word("bad", CircleX, m.status_rejected),
	},
	coupon: {
		active: word("ok", CircleCheck, m.status_active),
		scheduled: word("info", Clock, m.status_scheduled),
		used_up: word("ended", CircleCheck, m.status_used_up),
		expired: word("ended", Clock, m.status_expired),
		disabled: word("ended", CirclePause, m.status_disabled),
	},
	redemption: {
		reserved: word("wait", Hourglass, m.status_reserved),
		redeemed: word("ok", CircleCheck, m.status_redeemed),
		released: word("ended", RotateCcw, m.status_released),
	},
	api_key: {
		active: word("ok", CircleCheck, m.status_active),
		expired: word("ended", Clock, m.status_expired),
		revoked: word("ended", Ban, m.status_revoked),
	},
	payment_method: {
		active: word("ok", CircleCheck, m.status_active),
		inactive: word("ended", CirclePause, m.status_inactive),
	},
} satisfies Record<string, Record<string, Word>>;

export type StatusKind = keyof typeof words;

/** A state this build does not know yet is shown as it is. */
export function statusWord(kind: StatusKind, status: string): Word {
	const known: Record<string, Word> = words[kind];
	return known[status] ?? word("ended", CircleHelp, () => status.replaceAll("_", " "));
}

/** The same in words only, of a thing that may be of a kind without a badge. */
export const stateWord = (kind: string, status: string): string =>
	kind in words ? statusWord(kind as StatusKind, status).label() : status.replaceAll("_", " ");

/** The states of a kind, for a filter: `[["open", "Open"], …]`. */
export function statusOptions(kind: StatusKind): [value: string, label: string][] {
	return Object.entries(words[kind]).map(([value, { label }]) => [value, label()]);
}
