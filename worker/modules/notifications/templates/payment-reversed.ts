import type { Locale } from "#worker/kernel/locale";
import { formatMoney, type Money } from "#worker/kernel/money";
import { type MailContent, renderLetter } from "./layout";

export type PaymentReversed = { buyer: string; number: string; amount: Money; url: string };

const WORDS = {
	en: {
		subject: (number: string) => `Your payment for ${number} was taken back`,
		preheader: "The invoice is open again.",
		heading: "Payment taken back",
		body: (buyer: string) => [
			`Dear ${buyer},`,
			"The bank or the payment provider has taken your payment back, so the invoice is open again. Nothing was charged by us a second time.",
			"Please pay it again in any of the ways offered there; your service goes on meanwhile.",
		],
		number: "Invoice number",
		amount: "Amount",
		button: "Pay the invoice",
	},
	id: {
		subject: (number: string) => `Pembayaran Anda untuk ${number} ditarik kembali`,
		preheader: "Tagihan terbuka kembali.",
		heading: "Pembayaran ditarik kembali",
		body: (buyer: string) => [
			`Yth. ${buyer},`,
			"Bank atau penyedia pembayaran telah menarik kembali pembayaran Anda, sehingga tagihan terbuka lagi. Kami tidak menagih dua kali.",
			"Silakan bayar kembali dengan salah satu cara yang tersedia; layanan Anda tetap berjalan.",
		],
		number: "Nomor tagihan",
		amount: "Jumlah",
		button: "Bayar tagihan",
	},
};

export function paymentReversedMail(data: PaymentReversed, locale: Locale): MailContent {
	const words = WORDS[locale];
	return renderLetter({
		locale,
		subject: words.subject(data.number),
		preheader: words.preheader,
		heading: words.heading,
		paragraphs: words.body(data.buyer),
		facts: [
			{ label: words.number, value: data.number },
			{ label: words.amount, value: formatMoney(data.amount, locale) },
		],
		button: { label: words.button, url: data.url },
	});
}
