import type { Locale } from "#worker/kernel/locale";
import { longDate } from "#worker/kernel/long-date";
import { formatMoney, type Money } from "#worker/kernel/money";
import { type MailContent, renderLetter } from "./layout";

/** `dueAt` is epoch milliseconds. */
export type InvoiceOpened = { buyer: string; number: string; total: Money; dueAt: number; url: string };

const WORDS = {
	en: {
		subject: (number: string) => `Invoice ${number}`,
		preheader: (total: string, due: string) => `${total}, due on ${due}.`,
		heading: "A new invoice for you",
		body: (buyer: string) => [
			`Dear ${buyer},`,
			"Your invoice is ready. You find the ways to pay and the PDF on its page.",
		],
		number: "Invoice number",
		total: "Total to pay",
		due: "Due on",
		button: "See and pay the invoice",
		closing: "If you have sent the money already, tell us the reference on the same page and we will review it.",
	},
	id: {
		subject: (number: string) => `Tagihan ${number}`,
		preheader: (total: string, due: string) => `${total}, jatuh tempo ${due}.`,
		heading: "Tagihan baru untuk Anda",
		body: (buyer: string) => [
			`Yth. ${buyer},`,
			"Tagihan Anda telah terbit. Cara pembayaran dan berkas PDF tersedia di halaman tagihan.",
		],
		number: "Nomor tagihan",
		total: "Total yang harus dibayar",
		due: "Jatuh tempo",
		button: "Lihat dan bayar tagihan",
		closing:
			"Jika Anda sudah membayar, kirimkan nomor referensi dan bukti transfer di halaman yang sama agar dapat kami tinjau.",
	},
};

export function invoiceOpenedMail(data: InvoiceOpened, locale: Locale): MailContent {
	const words = WORDS[locale];
	const [total, due] = [formatMoney(data.total, locale), longDate(data.dueAt, locale)];
	return renderLetter({
		locale,
		subject: words.subject(data.number),
		preheader: words.preheader(total, due),
		heading: words.heading,
		paragraphs: words.body(data.buyer),
		facts: [
			{ label: words.number, value: data.number },
			{ label: words.total, value: total },
			{ label: words.due, value: due },
		],
		button: { label: words.button, url: data.url },
		closing: words.closing,
	});
}
