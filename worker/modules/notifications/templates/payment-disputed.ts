import type { Locale } from "#worker/kernel/locale";
import { formatMoney, type Money } from "#worker/kernel/money";
import { type MailContent, renderLetter } from "./layout";

/** To the people who run the installation: `url` is the payment in the system app. */
export type PaymentDisputed = { tenant: string; amount: Money; says: string; url: string };

const WORDS = {
	en: {
		subject: (tenant: string) => `A payment of ${tenant} is disputed`,
		preheader: "Answer it at the provider before its deadline.",
		heading: "Payment disputed",
		body: ["The cardholder's bank has taken a payment back. Send your evidence to the provider before its deadline."],
		tenant: "Organisation",
		amount: "Amount",
		says: "Provider",
		button: "Open the payment",
	},
	id: {
		subject: (tenant: string) => `Pembayaran ${tenant} disengketakan`,
		preheader: "Tanggapi di penyedia sebelum tenggatnya.",
		heading: "Pembayaran disengketakan",
		body: ["Bank pemegang kartu menarik kembali suatu pembayaran. Kirimkan bukti Anda ke penyedia sebelum tenggatnya."],
		tenant: "Organisasi",
		amount: "Jumlah",
		says: "Penyedia",
		button: "Buka pembayaran",
	},
};

export function paymentDisputedMail(data: PaymentDisputed, locale: Locale): MailContent {
	const words = WORDS[locale];
	return renderLetter({
		locale,
		subject: words.subject(data.tenant),
		preheader: words.preheader,
		heading: words.heading,
		paragraphs: words.body,
		facts: [
			{ label: words.tenant, value: data.tenant },
			{ label: words.amount, value: formatMoney(data.amount, locale) },
			{ label: words.says, value: data.says },
		],
		button: { label: words.button, url: data.url },
	});
}
