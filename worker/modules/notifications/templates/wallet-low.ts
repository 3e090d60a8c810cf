import type { Locale } from "#worker/kernel/locale";
import { longDate } from "#worker/kernel/long-date";
import { formatMoney, type Money } from "#worker/kernel/money";
import { type Fact, type MailContent, renderLetter } from "./layout";

/** Why it is said: below the tenant's own limit, too little for the renewal, or an automatic top-up that could not be made. */
export type WalletLow = {
	because: "low" | "renewal" | "top_up_due";
	tenant: string;
	available: Money;
	credit: Money;
	/** The renewal that is due within days; `at` is epoch milliseconds. */
	renewal: { plan: string; price: Money; at: number } | null;
	url: string;
};

const WORDS = {
	en: {
		subject: {
			low: "Your balance is low",
			renewal: "Your balance does not cover the renewal",
			top_up_due: "Your wallet needs a top-up",
		},
		preheader: (available: string) => `${available} is left.`,
		body: {
			low: "Your balance is below the limit you set.",
			renewal:
				"Your subscription renews soon, and your balance does not cover it. Without a top-up it is billed by invoice.",
			top_up_due:
				"Your balance is below the limit of your automatic top-up, and there is no means of payment we could charge.",
		},
		dear: (tenant: string) => `Dear ${tenant},`,
		available: "Available",
		credit: "Credit",
		renewal: "Next renewal",
		price: "It costs",
		button: "Top up",
	},
	id: {
		subject: {
			low: "Saldo Anda menipis",
			renewal: "Saldo Anda tidak cukup untuk perpanjangan",
			top_up_due: "Dompet Anda perlu diisi",
		},
		preheader: (available: string) => `Tersisa ${available}.`,
		body: {
			low: "Saldo Anda berada di bawah batas yang Anda tetapkan.",
			renewal:
				"Langganan Anda segera diperpanjang, sedangkan saldo Anda tidak mencukupi. Tanpa pengisian, langganan ditagih dengan tagihan.",
			top_up_due:
				"Saldo Anda berada di bawah batas pengisian otomatis, dan tidak ada sarana pembayaran yang dapat kami tagih.",
		},
		dear: (tenant: string) => `Yth. ${tenant},`,
		available: "Tersedia",
		credit: "Kredit",
		renewal: "Perpanjangan berikutnya",
		price: "Biayanya",
		button: "Isi saldo",
	},
};

export function walletLowMail(data: WalletLow, locale: Locale): MailContent {
	const words = WORDS[locale];
	const { because, renewal, credit } = data;
	const available = formatMoney(data.available, locale);
	const due: Fact[] = renewal
		? [
				{ label: words.renewal, value: `${renewal.plan}, ${longDate(renewal.at, locale)}` },
				{ label: words.price, value: formatMoney(renewal.price, locale) },
			]
		: [];
	return renderLetter({
		locale,
		subject: words.subject[because],
		preheader: words.preheader(available),
		heading: words.subject[because],
		paragraphs: [words.dear(data.tenant), words.body[because]],
		facts: [
			{ label: words.available, value: available },
			...(credit.amount > 0 ? [{ label: words.credit, value: formatMoney(credit, locale) }] : []),
			...due,
		],
		button: { label: words.button, url: data.url },
	});
}
