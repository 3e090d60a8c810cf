import type { Locale, LocalText } from "#worker/kernel/locale";
import { longDate } from "#worker/kernel/long-date";
import { type MailContent, renderLetter } from "./layout";

export type UsageAlert = {
	tenant: string;
	/** What is counted, as people call it. */
	meter: LocalText;
	/** Per cent of the limit; at 100 it is reached. */
	threshold: number;
	used: number;
	limit: number;
	/** Use stops there; beyond a soft limit it goes on. */
	hard: boolean;
	/** When counting starts anew, epoch milliseconds; null for what is there now. */
	resetsAt: number | null;
	/** A plan that allows more; null where none does. */
	larger: string | null;
	url: string;
};

const WORDS = {
	en: {
		near: (meter: string, threshold: number) => `${threshold}% of your ${meter} are used`,
		reached: (meter: string) => `Your limit of ${meter} is reached`,
		preheader: (used: string, limit: string) => `${used} of ${limit}.`,
		dear: (tenant: string) => `Dear ${tenant},`,
		soon: "Your organisation is near a limit of its plan.",
		stops:
			"Your organisation has reached a limit of its plan. Nothing more is let through until it resets or the limit is raised.",
		goesOn: "Your organisation has used what its plan includes. Use goes on and is billed as the plan says.",
		used: "Used",
		limit: "Limit",
		resets: "Resets on",
		larger: "The next plan with more",
		button: "See your usage",
	},
	id: {
		near: (meter: string, threshold: number) => `${threshold}% ${meter} Anda sudah terpakai`,
		reached: (meter: string) => `Batas ${meter} Anda tercapai`,
		preheader: (used: string, limit: string) => `${used} dari ${limit}.`,
		dear: (tenant: string) => `Yth. ${tenant},`,
		soon: "Organisasi Anda mendekati salah satu batas paketnya.",
		stops:
			"Organisasi Anda telah mencapai salah satu batas paketnya. Pemakaian ditolak sampai hitungan dimulai lagi atau batasnya dinaikkan.",
		goesOn:
			"Organisasi Anda telah memakai semua yang termasuk dalam paketnya. Pemakaian berlanjut dan ditagih sesuai paket.",
		used: "Terpakai",
		limit: "Batas",
		resets: "Mulai lagi pada",
		larger: "Paket berikutnya yang lebih besar",
		button: "Lihat pemakaian",
	},
};

export function usageAlertMail(data: UsageAlert, locale: Locale): MailContent {
	const words = WORDS[locale];
	const { threshold, hard, resetsAt, larger } = data;
	const figure = new Intl.NumberFormat(locale === "id" ? "id-ID" : "en-US");
	const [used, limit, meter] = [figure.format(data.used), figure.format(data.limit), data.meter[locale]];
	const reached = threshold >= 100;
	const subject = reached ? words.reached(meter) : words.near(meter, threshold);
	return renderLetter({
		...{ locale, subject, heading: subject, preheader: words.preheader(used, limit) },
		paragraphs: [words.dear(data.tenant), reached ? (hard ? words.stops : words.goesOn) : words.soon],
		facts: [
			{ label: words.used, value: used },
			{ label: words.limit, value: limit },
			...(resetsAt === null ? [] : [{ label: words.resets, value: longDate(resetsAt, locale) }]),
			...(larger === null ? [] : [{ label: words.larger, value: larger }]),
		],
		button: { label: words.button, url: data.url },
	});
}
