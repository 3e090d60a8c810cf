import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import type { PaymentPanelProps } from "./payment-panel";
import type { PaymentStage } from "./payment-stage";
import { channelName, providerName, reasonOf, subjectOf } from "./payment-words";

const titles: Record<PaymentStage, () => string> = {
	opening: m.payment_opening_title,
	waiting: m.payment_waiting_title,
	review: m.payment_review_title,
	paid: m.payment_paid_title,
	topped_up: m.payment_topped_up_title,
	to_wallet: m.payment_to_wallet_title,
	denied: m.payment_denied_title,
	rejected: m.payment_rejected_title,
	reversed: m.payment_reversed_title,
	expired: m.payment_expired_title,
	canceled: m.payment_canceled_title,
	refunded: m.payment_refunded_title,
	disputed: m.payment_disputed_title,
};

export const titleOfStage = (stage: PaymentStage): string => titles[stage]();

/** One or two sentences below the title. */
export function wordsOfStage({ stage, payment, invoice, returned }: PaymentPanelProps): string {
	const gateway = providerName(payment);
	const number = subjectOf(payment);
	const amount = formatMoney(payment.amount, getLocale());
	switch (stage) {
		case "opening":
			return m.payment_opening_text({ gateway });
		case "waiting":
			if (payment.channel) return m.payment_waiting_picked({ channel: channelName(payment.channel) });
			return returned ? m.payment_checking({ gateway }) : m.payment_waiting_text({ gateway });
		case "review":
			return m.payment_review_text();
		case "paid":
			return m.payment_paid_text({ number });
		case "topped_up":
			return m.payment_topped_up_text({ amount });
		case "to_wallet":
			return m.payment_to_wallet_text({ number, amount });
		case "denied":
			return m.payment_denied_text();
		case "rejected":
			return reasonOf(payment) ?? m.payment_denied_text();
		case "reversed":
			return payment.target === "invoice"
				? m.payment_reversed_text({ gateway, number })
				: m.payment_reversed_text_wallet({ gateway });
		case "expired":
			return m.payment_expired_text({ gateway });
		case "canceled":
			return m.payment_canceled_text();
		case "refunded":
			return m.payment_refunded_text({ amount: formatMoney(payment.refunded, getLocale()) });
		default:
			return invoice ? m.payment_disputed_text({ email: invoice.seller.email }) : m.payment_disputed_text_short();
	}
}
