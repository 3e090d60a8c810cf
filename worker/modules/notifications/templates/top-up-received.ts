import type { Locale } from "#worker/kernel/locale";
import { longDate } from "#worker/kernel/long-date";
import { formatMoney, type Money } from "#worker/kernel/money";
import { type MailContent, renderLetter } from "./layout";

/** The invoice that money was sent for and that could not take it: because it was `paid` already, or for another reason. */
export type MissedInvoice = { number: string; paid: boolean };

/** `paidAt` is epoch milliseconds; `balance` is what is available now; `missed` is null where it is a top-up. */
export type TopUpReceived = {
	tenant: string;
	amount: Money;
	balance: Money;
	paidAt: number;
	url: string;
	missed: MissedInvoice | null;
};

const WORDS = {
	en: {
		subject: (amount: string) => `${amount} is in your wallet`,
		preheader: "Thank you. It can be spent at once.",
		heading: "Your wallet is topped up",
		dear: (tenant: string) => `Dear ${tenant},`,
		body: "We have received your top-up. It can be spent at once.",
		missedHeading: "Your payment is in your wallet",
		missedBody: ({ number, paid }: MissedInvoice) =>
			`We have received your payment for invoice ${number}. ${
				paid ? "That invoice was paid already" : "It could not be counted towards that invoice"
			}, so the money is in your wallet. It can be spent at once; if you would rather have it back, write to us.`,
		invoice: "Sent for invoice",
		amount: "Received",
		paidAt: "Received on",
		balance: "Available now",
		button: "Open the wallet",
	},
	id: {
		subject: (amount: string) => `${amount} sudah masuk ke saldo Anda`,
		preheader: "Terima kasih. Saldo dapat langsung dipakai.",
		heading: "Saldo Anda bertambah",
		dear: (tenant: string) => `Yth. ${tenant},`,
		body: "Pengisian saldo Anda telah kami terima. Saldo dapat langsung dipakai.",
		missedHeading: "Pembayaran Anda masuk ke saldo",
		missedBody: ({ number, paid }: MissedInvoice) =>
			`Pembayaran Anda untuk tagihan ${number} telah kami terima. ${
				paid ? "Tagihan itu sudah lunas" : "Pembayaran itu tidak dapat dipakai untuk tagihan tersebut"
			}, jadi uangnya kami masukkan ke saldo Anda. Saldo dapat langsung dipakai; jika Anda ingin uangnya dikembalikan, hubungi kami.`,
		invoice: "Dikirim untuk tagihan",
		amount: "Diterima",
		paidAt: "Tanggal diterima",
		balance: "Saldo tersedia",
		button: "Buka dompet",
	},
};

/** Money that has come into the wallet: asked for there, or sent for an invoice that could not take it. */
export function topUpReceivedMail(data: TopUpReceived, locale: Locale): MailContent {
	const words = WORDS[locale];
	const amount = formatMoney(data.amount, locale);
	const { missed } = data;
	return renderLetter({
		locale,
		subject: words.subject(amount),
		preheader: words.preheader,
		heading: missed ? words.missedHeading : words.heading,
		paragraphs: [words.dear(data.tenant), missed ? words.missedBody(missed) : words.body],
		facts: [
			...(missed ? [{ label: words.invoice, value: missed.number }] : []),
			{ label: words.amount, value: amount },
			{ label: words.paidAt, value: longDate(data.paidAt, locale) },
			{ label: words.balance, value: formatMoney(data.balance, locale) },
		],
		button: { label: words.button, url: data.url },
	});
}
