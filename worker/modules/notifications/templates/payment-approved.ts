import type { Locale } from "#worker/kernel/locale";
import { longDate } from "#worker/kernel/long-date";
import { formatMoney, type Money } from "#worker/kernel/money";
import { type Fact, type MailContent, renderLetter } from "./layout";

/** `paidAt` is epoch milliseconds; `tax` is null where the seller charges no PPN. */
export type PaymentApproved = {
	buyer: string;
	number: string;
	subtotal: Money;
	tax: Money | null;
	total: Money;
	paidAt: number;
	url: string;
};

const WORDS = {
	en: {
		subject: (number: string) => `Receipt for invoice ${number}`,
		preheader: (total: string) => `${total} received, thank you.`,
		heading: "Your invoice is paid",
		body: (buyer: string) => [`Dear ${buyer},`, "We have received your payment. Thank you. This is your receipt."],
		number: "Invoice number",
		subtotal: "Subtotal",
		total: "Paid",
		paidAt: "Paid on",
		button: "Open invoice and PDF",
	},
	id: {
		subject: (number: string) => `Bukti pembayaran tagihan ${number}`,
		preheader: (total: string) => `${total} telah kami terima, terima kasih.`,
		heading: "Tagihan Anda lunas",
		body: (buyer: string) => [
			`Yth. ${buyer},`,
			"Pembayaran Anda telah kami terima. Terima kasih. Berikut bukti pembayaran Anda.",
		],
		number: "Nomor tagihan",
		subtotal: "Subtotal",
		total: "Dibayar",
		paidAt: "Tanggal pembayaran",
		button: "Buka tagihan dan PDF",
	},
};

/** The receipt. */
export function paymentApprovedMail(data: PaymentApproved, locale: Locale): MailContent {
	const words = WORDS[locale];
	const total = formatMoney(data.total, locale);
	const tax: Fact[] = data.tax
		? [
				{ label: words.subtotal, value: formatMoney(data.subtotal, locale) },
				{ label: "PPN", value: formatMoney(data.tax, locale) },
			]
		: [];
	return renderLetter({
		locale,
		subject: words.subject(data.number),
		preheader: words.preheader(total),
		heading: words.heading,
		paragraphs: words.body(data.buyer),
		facts: [
			{ label: words.number, value: data.number },
			...tax,
			{ label: words.total, value: total },
			{ label: words.paidAt, value: longDate(data.paidAt, locale) },
		],
		button: { label: words.button, url: data.url },
	});
}
