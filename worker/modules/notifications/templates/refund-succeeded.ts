import type { Locale } from "#worker/kernel/locale";
import { longDate } from "#worker/kernel/long-date";
import { formatMoney, type Money } from "#worker/kernel/money";
import { type Fact, type MailContent, renderLetter } from "./layout";

/** `number` and `creditNote` are null for a top-up; `at` is epoch milliseconds. */
export type RefundSucceeded = {
	buyer: string;
	number: string | null;
	creditNote: string | null;
	amount: Money;
	reason: string;
	toWallet: boolean;
	at: number;
	url: string;
};

const WORDS = {
	en: {
		subject: (amount: string) => `${amount} has been refunded to you`,
		preheader: (reason: string) => `Reason: ${reason}`,
		heading: "Your refund",
		body: (buyer: string, toWallet: boolean) => [
			`Dear ${buyer},`,
			toWallet
				? "We have put money back into your wallet; you can use it for your next payment."
				: "We have given money back to you. Your bank or card may take a few days to show it.",
		],
		number: "Invoice number",
		creditNote: "Credit note",
		amount: "Refunded",
		reason: "Reason",
		at: "Refunded on",
		button: "Look at the details",
	},
	id: {
		subject: (amount: string) => `${amount} telah kami kembalikan kepada Anda`,
		preheader: (reason: string) => `Alasan: ${reason}`,
		heading: "Pengembalian dana Anda",
		body: (buyer: string, toWallet: boolean) => [
			`Yth. ${buyer},`,
			toWallet
				? "Kami telah mengembalikan dana ke dompet Anda; dana itu dapat dipakai untuk pembayaran berikutnya."
				: "Kami telah mengembalikan dana kepada Anda. Bank atau kartu Anda mungkin baru menampilkannya beberapa hari lagi.",
		],
		number: "Nomor tagihan",
		creditNote: "Nota kredit",
		amount: "Dikembalikan",
		reason: "Alasan",
		at: "Tanggal pengembalian",
		button: "Lihat rinciannya",
	},
};

export function refundSucceededMail(data: RefundSucceeded, locale: Locale): MailContent {
	const words = WORDS[locale];
	const amount = formatMoney(data.amount, locale);
	const number: Fact[] = data.number ? [{ label: words.number, value: data.number }] : [];
	const creditNote: Fact[] = data.creditNote ? [{ label: words.creditNote, value: data.creditNote }] : [];
	return renderLetter({
		locale,
		subject: words.subject(amount),
		preheader: words.preheader(data.reason),
		heading: words.heading,
		paragraphs: words.body(data.buyer, data.toWallet),
		facts: [
			...number,
			...creditNote,
			{ label: words.amount, value: amount },
			{ label: words.reason, value: data.reason },
			{ label: words.at, value: longDate(data.at, locale) },
		],
		button: { label: words.button, url: data.url },
	});
}
