import type { Locale } from "#worker/kernel/locale";
import { formatMoney, type Money } from "#worker/kernel/money";
import { type MailContent, renderLetter } from "./layout";

export type TopUpRejected = { tenant: string; amount: Money; reference: string; reason: string | null; url: string };

const WORDS = {
	en: {
		subject: "We could not confirm your top-up",
		preheader: "Your balance is unchanged; here is what to do.",
		heading: "Top-up not confirmed",
		body: (tenant: string) => [
			`Dear ${tenant},`,
			"We looked for the transfer you told us about and could not confirm it. Your balance is unchanged.",
			"If the money has left your account, send us the top-up again with the proof of transfer.",
		],
		amount: "Amount",
		reference: "Reference",
		reason: "Reason",
		button: "Open the wallet",
	},
	id: {
		subject: "Pengisian saldo belum dapat kami konfirmasi",
		preheader: "Saldo Anda tidak berubah; berikut langkah selanjutnya.",
		heading: "Pengisian saldo belum terkonfirmasi",
		body: (tenant: string) => [
			`Yth. ${tenant},`,
			"Kami telah mencari transfer yang Anda sampaikan, tetapi belum dapat mengonfirmasinya. Saldo Anda tidak berubah.",
			"Jika dana sudah keluar dari rekening Anda, kirimkan kembali pengisian saldo dengan bukti transfernya.",
		],
		amount: "Jumlah",
		reference: "Referensi",
		reason: "Alasan",
		button: "Buka dompet",
	},
};

export function topUpRejectedMail(data: TopUpRejected, locale: Locale): MailContent {
	const words = WORDS[locale];
	return renderLetter({
		locale,
		subject: words.subject,
		preheader: words.preheader,
		heading: words.heading,
		paragraphs: words.body(data.tenant),
		facts: [
			{ label: words.amount, value: formatMoney(data.amount, locale) },
			{ label: words.reference, value: data.reference },
			...(data.reason ? [{ label: words.reason, value: data.reason }] : []),
		],
		button: { label: words.button, url: data.url },
	});
}
