import { m } from "~/paraglide/messages.js";

/** What a payment is called by: its invoice, or that it fills a wallet. */
export function subjectOf({ invoice }: { invoice: { number: string } | null }): string {
	return invoice?.number ?? m.admin_payments_top_up();
}
