import type { Locale } from "#worker/kernel/locale";
import { formatMoney, type Money } from "#worker/kernel/money";
import { type Fact, type MailContent, renderLetter } from "./layout";

export type PaymentRejected = { buyer: string; number: string; amount: Money; reason: string | null; url: string };

const WORDS = {
	en: {
		subject: (number: string) => `We could not confirm your payment for ${number}`,
		preheader: "The invoice is still open; here is what to do.",
		heading: "Payment not confirmed",
		body: (buyer: string) => [
			`Dear ${buyer},`,
			"We looked at the payment you told us about and could not confirm it. The invoice is still open.",
			"To pay again, open the invoice, choose a payment method, and send us the reference and, if you have it, the proof of transfer.",
		],
		number: "Invoice number",
		amount: "Amount",
		reason: "Reason",
		button: "Pay the invoice",
	},
	id: {
		subject: (number: string) => `Pembayaran ${number} belum dapat kami konfirmasi`,
		preheader: "Tagihan masih terbuka; berikut langkah selanjutnya.",
		heading: "Pembayaran belum dapat dikonfirmasi",
		body: (buyer: string) => [
			`Yth. ${buyer},`,
			"Kami telah memeriksa pembayaran yang Anda sampaikan, tetapi belum dapat mengonfirmasinya. Tagihan Anda masih terbuka.",
			"Untuk membayar kembali, buka tagihan, pilih metode pembayaran, lalu kirimkan nomor referensi dan, bila ada, bukti transfer.",
		],
		number: "Nomor tagihan",
		amount: "Jumlah",
		reason: "Alasan",
		button: "Bayar tagihan",
	},
};

export function paymentRejectedMail(data: PaymentRejected, locale: Locale): MailContent {
	const words = WORDS[locale];
	const reason: Fact[] = data.reason ? [{ label: words.reason, value: data.reason }] : [];
	return renderLetter({
		locale,
		subject: words.subject(data.number),
		preheader: words.preheader,
		heading: words.heading,
		paragraphs: words.body(data.buyer),
		facts: [
			{ label: words.number, value: data.number },
			{ label: words.amount, value: formatMoney(data.amount, locale) },
			...reason,
		],
		button: { label: words.button, url: data.url },
	});
}
