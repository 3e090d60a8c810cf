import type { Locale } from "#worker/kernel/locale";
import { longDate } from "#worker/kernel/long-date";
import { formatMoney, type Money } from "#worker/kernel/money";
import { type MailContent, renderLetter } from "./layout";

export type DunningKind = "reminder" | "suspended" | "canceled" | "contact";
/** `suspendsAt` is epoch milliseconds; null once that is past. `message` is what a person wrote. */
export type DunningLetter = {
	kind: DunningKind;
	buyer: string;
	number: string;
	total: Money;
	suspendsAt: number | null;
	message: string | null;
	url: string;
};

type Words = { subject: string; heading: string; body: string[]; closing: string };
type Said = { number: string; message: string };

const EN: Record<DunningKind, (said: Said) => Words> = {
	reminder: ({ number }) => ({
		subject: `Invoice ${number} is not paid yet`,
		heading: "Your subscription needs a payment",
		body: ["The period you have paid for is over, and we could not collect the next one."],
		closing: "If the money is on its way already, you need not do anything.",
	}),
	suspended: ({ number }) => ({
		subject: `Suspended: invoice ${number} was not paid`,
		heading: "Your organisation is suspended",
		body: ["The invoice was not paid in time. You can still sign in, see your data and pay; nothing else works."],
		closing: "As soon as it is paid everything works again, for a full period from that day.",
	}),
	canceled: ({ number }) => ({
		subject: `Your subscription has ended: invoice ${number} was not paid`,
		heading: "Your subscription has ended",
		body: ["The invoice stayed unpaid for too long. Your organisation goes on with what is free; your data is there."],
		closing: "You can choose a plan again at any time.",
	}),
	contact: ({ number, message }) => ({
		subject: `About your invoice ${number}`,
		heading: "A message about your invoice",
		body: [message],
		closing: "You find the invoice and the ways to pay it on its page.",
	}),
};

const ID: Record<DunningKind, (said: Said) => Words> = {
	reminder: ({ number }) => ({
		subject: `Tagihan ${number} belum dibayar`,
		heading: "Langganan Anda menunggu pembayaran",
		body: ["Periode yang sudah dibayar telah berakhir, dan pembayaran periode berikutnya belum kami terima."],
		closing: "Jika dananya sudah dalam perjalanan, Anda tidak perlu melakukan apa-apa.",
	}),
	suspended: ({ number }) => ({
		subject: `Ditangguhkan: tagihan ${number} tidak dibayar`,
		heading: "Organisasi Anda ditangguhkan",
		body: ["Tagihan tidak dibayar tepat waktu. Anda tetap bisa masuk, melihat data, dan membayar; selain itu tidak."],
		closing: "Begitu dibayar, semuanya berfungsi kembali untuk satu periode penuh sejak hari itu.",
	}),
	canceled: ({ number }) => ({
		subject: `Langganan Anda berakhir: tagihan ${number} tidak dibayar`,
		heading: "Langganan Anda telah berakhir",
		body: ["Tagihan terlalu lama tidak dibayar. Organisasi Anda berlanjut dengan yang gratis; data Anda tetap ada."],
		closing: "Anda dapat memilih paket lagi kapan saja.",
	}),
	contact: ({ number, message }) => ({
		subject: `Tentang tagihan Anda ${number}`,
		heading: "Pesan tentang tagihan Anda",
		body: [message],
		closing: "Tagihan dan cara membayarnya ada di halamannya.",
	}),
};

const LABELS = {
	en: {
		dear: "Dear",
		number: "Invoice number",
		total: "Total to pay",
		until: "To be paid before",
		pay: "See and pay the invoice",
		see: "See the invoice",
	},
	id: {
		dear: "Yth.",
		number: "Nomor tagihan",
		total: "Total yang harus dibayar",
		until: "Dibayar sebelum",
		pay: "Lihat dan bayar tagihan",
		see: "Lihat tagihan",
	},
};

/** What a tenant hears about a renewal that was not paid. */
export function dunningMail(data: DunningLetter, locale: Locale): MailContent {
	const labels = LABELS[locale];
	const said = { number: data.number, message: data.message ?? "" };
	const words = (locale === "id" ? ID : EN)[data.kind](said);
	const total = formatMoney(data.total, locale);
	const until = data.suspendsAt === null ? [] : [{ label: labels.until, value: longDate(data.suspendsAt, locale) }];
	return renderLetter({
		locale,
		subject: words.subject,
		preheader: `${data.number}: ${total}`,
		heading: words.heading,
		paragraphs: [`${labels.dear} ${data.buyer},`, ...words.body],
		facts: [{ label: labels.number, value: data.number }, { label: labels.total, value: total }, ...until],
		button: { label: data.kind === "canceled" ? labels.see : labels.pay, url: data.url },
		closing: words.closing,
	});
}
