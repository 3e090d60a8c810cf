import type { Locale } from "#worker/kernel/locale";
import { longDate } from "#worker/kernel/long-date";
import { formatMoney, type Money } from "#worker/kernel/money";
import { type MailContent, renderLetter } from "./layout";

/** `paidAt` is epoch milliseconds; `balance` is what is available now. */
export type TopUpReceived = { tenant: string; amount: Money; balance: Money; paidAt: number; url: string };

const WORDS = {
	en: {
		subject: (amount: string) => `${amount} is in your wallet`,
		preheader: "Thank you. It can be spent at once.",
		heading: "Your wallet is topped up",
		body: (tenant: string) => [`Dear ${tenant},`, "We have received your top-up. It can be spent at once."],
		amount: "Received",
		paidAt: "Received on",
		balance: "Available now",
		button: "Open the wallet",
	},
	id: {
		subject: (amount: string) => `${amount} sudah masuk ke saldo Anda`,
		preheader: "Terima kasih. Saldo dapat langsung dipakai.",
		heading: "Saldo Anda bertambah",
		body: (tenant: string) => [
			`Yth. ${tenant},`,
			"Pengisian saldo Anda telah kami terima. Saldo dapat langsung dipakai.",
		],
		amount: "Diterima",
		paidAt: "Tanggal diterima",
		balance: "Saldo tersedia",
		button: "Buka dompet",
	},
};

export function topUpReceivedMail(data: TopUpReceived, locale: Locale): MailContent {
	const words = WORDS[locale];
	const amount = formatMoney(data.amount, locale);
	return renderLetter({
		locale,
		subject: words.subject(amount),
		preheader: words.preheader,
		heading: words.heading,
		paragraphs: words.body(data.tenant),
		facts: [
			{ label: words.amount, value: amount },
			{ label: words.paidAt, value: longDate(data.paidAt, locale) },
			{ label: words.balance, value: formatMoney(data.balance, locale) },
		],
		button: { label: words.button, url: data.url },
	});
}
