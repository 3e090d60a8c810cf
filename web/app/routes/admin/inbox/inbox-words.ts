import { m } from "~/paraglide/messages.js";

/** `charge.dispute.closed`, broken where one reads a pause rather than in the middle of a word. */
export const breakable = (kind: string): string => kind.replaceAll(/([._/])/g, "$1\u200b");

const claims: Record<string, () => string> = {
	not_started: m.admin_inbox_claims_not_started,
	pending: m.admin_inbox_claims_pending,
	paid: m.admin_inbox_claims_paid,
	denied: m.admin_inbox_claims_denied,
	expired: m.admin_inbox_claims_expired,
	canceled: m.admin_inbox_claims_canceled,
	reversed: m.admin_inbox_claims_reversed,
	disputed: m.admin_inbox_claims_disputed,
	refunded: m.admin_inbox_claims_refunded,
};

/** What a notification says has happened. */
export const claimWord = (claim: string): string => claims[claim]?.() ?? claim;

const notes: [RegExp, (says: string) => string][] = [
	[/^Nothing was left to change\.$/, () => m.admin_inbox_note_nothing()],
	[/^It concerns no order\.$/, () => m.admin_inbox_note_no_order()],
	[/^There is no such order\.$/, () => m.admin_inbox_note_unknown_order()],
	[/^The notification says paid, the status (.+)\.$/, (says) => m.admin_inbox_note_lagging({ says })],
	[/^([a-z_/]+)$/, (says) => m.admin_inbox_note_state({ says })],
	[/^The provider contradicts itself: (.+)\.$/, (says) => m.admin_inbox_note_contradiction({ says })],
];

/** What the consumer wrote down, in the reader's language; a provider's own words stay as they are. */
export function noteWords(note: string): string {
	for (const [pattern, word] of notes) {
		const found = pattern.exec(note);
		if (found) return word(found[1] ?? "");
	}
	return note;
}
