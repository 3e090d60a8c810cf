import { m } from "~/paraglide/messages.js";

/** What is said after a decision, on whichever page comes next. */
export const decisionWords: Record<string, (number: string) => string> = {
	approved: (number) => m.admin_payments_approved({ number }),
	"approved-before": (number) => m.admin_payments_approved_before({ number }),
	"to-wallet": (number) => m.admin_payments_approved_to_wallet({ number }),
	second: (number) => m.admin_payments_second_asked({ number }),
	rejected: (number) => m.admin_payments_rejected({ number }),
};
