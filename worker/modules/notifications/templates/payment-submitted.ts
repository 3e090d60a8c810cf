import type { Locale } from "#worker/kernel/locale";
import { formatMoney, type Money } from "#worker/kernel/money";
import { type MailContent, renderLetter } from "./layout";

export type PaymentSubmitted = { buyer: string; number: string; amount: Money; reference: string; url: string };

const WORDS = {
	en: {
		subject: (number: string) => `Your payment for ${number} is being reviewed`,
		preheader: "We have your payment details and will look at them soon.",
		heading: "Payment received, being reviewed",
		body: (buyer: string) => [
			`Dear ${buyer},`,
			"Thank you. We have received your payment details and compare them with our account. You get another mail as soon as that is done; there is nothing for you to do.",
		],
		number: "Invoice number",
		amount: "Amount",
		reference: "Reference",
		button: "See the invoice",
	},
	id: {
		subject: (number: string) => `Pembayaran ${number} sedang kami tinjau`,
		preheader: "Data pembayaran Anda sudah kami terima dan segera kami periksa.",
		heading: "Pembayaran diterima, menunggu peninjauan",
		body: (buyer: string) => [
			`Yth. ${buyer},`,
			"Terima kasih. Data pembayaran Anda sudah kami terima dan sedang kami cocokkan dengan rekening kami. Kami akan mengirim email lagi setelah selesai; Anda tidak perlu melakukan apa pun.",
		],
		number: "Nomor tagihan",
		amount: "Jumlah",
		reference: "Nomor referensi",
		button: "Lihat tagihan",
	},
};

export function paymentSubmittedMail(data: PaymentSubmitted, locale: Locale): MailContent {
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
			{ label: words.reference, value: data.reference },
		],
		button: { label: words.button, url: data.url },
	});
}
