import type { Locale } from "#worker/kernel/locale";
import { longDate } from "#worker/kernel/long-date";
import { formatMoney, type Money } from "#worker/kernel/money";
import { type MailContent, renderLetter } from "./layout";

/** `price` is a period's of the new plan, without tax; `at` is when it begins, epoch milliseconds. */
export type ScheduledChangeNews = {
	kind: "scheduled" | "unscheduled";
	name: string;
	tenant: string;
	from: string;
	to: string;
	interval: "month" | "year";
	price: Money;
	at: number | null;
	url: string;
};

type Words = { subject: string; heading: string; body: string; closing: string };
type Plans = Pick<ScheduledChangeNews, "from" | "to">;

const WORDS: Record<Locale, Record<ScheduledChangeNews["kind"], (plans: Plans) => Words>> = {
	en: {
		scheduled: ({ from, to }) => ({
			subject: `Your plan becomes ${to} with the next renewal`,
			heading: "Your plan will change",
			body: `Until the day below everything stays as it is with ${from}. The renewal of that day is for what you see here; there is nothing to pay before.`,
			closing: "Have you changed your mind? Until then one button takes it back.",
		}),
		unscheduled: ({ from }) => ({
			subject: `You stay with ${from}`,
			heading: "Your plan will not change",
			body: `The change that was planned has been taken back. Your subscription goes on with ${from} and renews as before.`,
			closing: "You can change the plan at any time.",
		}),
	},
	id: {
		scheduled: ({ from, to }) => ({
			subject: `Paket Anda menjadi ${to} pada perpanjangan berikutnya`,
			heading: "Paket Anda akan berganti",
			body: `Sampai tanggal di bawah, semuanya tetap seperti sekarang dengan ${from}. Perpanjangan pada tanggal itu untuk yang tertera di sini; sebelumnya tidak ada yang perlu dibayar.`,
			closing: "Berubah pikiran? Sebelum tanggal itu, pergantian dapat ditarik kembali dengan satu tombol.",
		}),
		unscheduled: ({ from }) => ({
			subject: `Anda tetap memakai ${from}`,
			heading: "Paket Anda tidak jadi berganti",
			body: `Pergantian yang direncanakan telah ditarik kembali. Langganan Anda berlanjut dengan ${from} dan diperpanjang seperti biasa.`,
			closing: "Anda dapat mengganti paket kapan saja.",
		}),
	},
};

const LABELS = {
	en: {
		...{ dear: "Hello", organisation: "Organisation", now: "Plan now", next: "Plan afterwards", at: "From" },
		...{ price: "Price a period, without tax", month: "monthly", year: "yearly", button: "See the subscription" },
	},
	id: {
		...{ dear: "Halo", organisation: "Organisasi", now: "Paket sekarang", next: "Paket sesudahnya", at: "Mulai" },
		...{ price: "Harga per periode, sebelum pajak", month: "bulanan", year: "tahunan", button: "Lihat langganan" },
	},
};

/** A plan that changes at the end of the period, or that does not after all. */
export function planChangeScheduledMail(data: ScheduledChangeNews, locale: Locale): MailContent {
	const { kind, name, tenant, from, to, interval, price, at, url } = data;
	const labels = LABELS[locale];
	const words = WORDS[locale][kind]({ from, to });
	const next = [
		{ label: labels.next, value: `${to}, ${labels[interval]}` },
		...(price.amount > 0 ? [{ label: labels.price, value: formatMoney(price, locale) }] : []),
		...(at === null ? [] : [{ label: labels.at, value: longDate(at, locale) }]),
	];
	return renderLetter({
		locale,
		subject: words.subject,
		preheader: words.body,
		heading: words.heading,
		paragraphs: [`${labels.dear} ${name},`, words.body],
		facts: [
			{ label: labels.organisation, value: tenant },
			{ label: labels.now, value: from },
			...(kind === "scheduled" ? next : []),
		],
		button: { label: labels.button, url },
		closing: words.closing,
	});
}
