import type { Locale } from "#worker/kernel/locale";
import { longDate } from "#worker/kernel/long-date";
import { formatMoney, type Money } from "#worker/kernel/money";
import { type MailContent, renderLetter } from "./layout";

export type SubscriptionNewsKind =
	| "trial_ending"
	| "trial_extended"
	| "trial_converted"
	| "trial_expired"
	| "cancel_scheduled"
	| "paused"
	| "changed"
	| "ended"
	| "revived";
/** `price` is a period's, null or zero where nothing is to be paid; `at` is epoch milliseconds: the end that is told. */
export type SubscriptionNews = {
	kind: SubscriptionNewsKind;
	name: string;
	tenant: string;
	plan: string;
	price: Money | null;
	at: number | null;
	url: string;
};

type Words = { subject: string; heading: string; body: string; closing: string; button: string };
type Said = { tenant: string; plan: string; free: boolean };

const EN: Record<SubscriptionNewsKind, (said: Said) => Words> = {
	trial_ending: ({ plan, free }) => ({
		subject: `Your trial of ${plan} ends soon`,
		heading: "Your trial ends soon",
		body: free
			? "You go on with the free plan afterwards; there is nothing you have to do."
			: "Choose how you want to go on, or fill your wallet: it then goes on by itself.",
		closing: "Your data stays where it is, whatever you choose.",
		button: "See the subscription",
	}),
	trial_extended: ({ plan }) => ({
		subject: `Your trial of ${plan} is longer now`,
		heading: "More time to try",
		body: "We have made your trial longer. It runs until the day below, with everything that the plan allows, and costs nothing until then.",
		closing: "We write to you again before it ends.",
		button: "See the subscription",
	}),
	trial_converted: ({ plan, free }) => ({
		subject: `Your trial of ${plan} has become a subscription`,
		heading: "Welcome to your subscription",
		body: free
			? "Your trial is over, and you go on with the free plan."
			: "Your trial is over, and the first period is paid.",
		closing: "You can change the plan at any time.",
		button: "See the subscription",
	}),
	trial_expired: ({ plan }) => ({
		subject: `Your trial of ${plan} has ended`,
		heading: "Your trial has ended",
		body: "Nobody has bought the plan, so your organisation goes on with what is free. Your data is there.",
		closing: "You can buy the plan at any time.",
		button: "Choose a plan",
	}),
	cancel_scheduled: ({ plan }) => ({
		subject: `Your subscription to ${plan} will end as you asked`,
		heading: "Your subscription will end",
		body: "It works until the day below and is not billed again. Afterwards your organisation goes on with what is free; your data stays.",
		closing: "Have you changed your mind? Until then one button takes it back.",
		button: "See the subscription",
	}),
	paused: ({ plan }) => ({
		subject: `Your subscription to ${plan} is paused`,
		heading: "Your subscription is paused",
		body: "Nothing is billed meanwhile, and your organisation has what is free. It goes on by itself on the day below; what is left of the paid period waits for you.",
		closing: "You can go on earlier at any time.",
		button: "See the subscription",
	}),
	changed: ({ plan }) => ({
		subject: `Your plan is ${plan} now`,
		heading: "Your plan has changed",
		body: "There was nothing to pay for the change. What the plan allows is active now.",
		closing: "You can change the plan at any time.",
		button: "See the subscription",
	}),
	ended: ({ plan }) => ({
		subject: `Your subscription to ${plan} has ended`,
		heading: "Your subscription has ended",
		body: "It has ended as it was canceled. Your organisation goes on with what is free; your data is there.",
		closing: "You are welcome back at any time.",
		button: "Choose a plan",
	}),
	revived: ({ plan }) => ({
		subject: `${plan} works again`,
		heading: "Thank you: everything works again",
		body: "Your payment has arrived, and the suspension is lifted.",
		closing: "Nothing of your data was lost meanwhile.",
		button: "See the subscription",
	}),
};

const ID: Record<SubscriptionNewsKind, (said: Said) => Words> = {
	trial_ending: ({ plan, free }) => ({
		subject: `Masa coba ${plan} segera berakhir`,
		heading: "Masa coba Anda segera berakhir",
		body: free
			? "Setelah itu Anda berlanjut dengan paket gratis; tidak ada yang perlu Anda lakukan."
			: "Pilih cara Anda berlanjut, atau isi dompet Anda: langganan lalu berjalan dengan sendirinya.",
		closing: "Data Anda tetap di tempatnya, apa pun pilihan Anda.",
		button: "Lihat langganan",
	}),
	trial_extended: ({ plan }) => ({
		subject: `Masa coba ${plan} diperpanjang`,
		heading: "Lebih banyak waktu untuk mencoba",
		body: "Kami telah memperpanjang masa coba Anda. Masa coba berjalan sampai tanggal di bawah dengan semua yang termasuk dalam paket, dan sampai saat itu tidak ada biaya.",
		closing: "Kami akan menyurati Anda lagi sebelum masa coba berakhir.",
		button: "Lihat langganan",
	}),
	trial_converted: ({ plan, free }) => ({
		subject: `Masa coba ${plan} telah menjadi langganan`,
		heading: "Selamat datang di langganan Anda",
		body: free
			? "Masa coba Anda selesai, dan Anda berlanjut dengan paket gratis."
			: "Masa coba Anda selesai, dan periode pertama sudah dibayar.",
		closing: "Anda dapat mengganti paket kapan saja.",
		button: "Lihat langganan",
	}),
	trial_expired: ({ plan }) => ({
		subject: `Masa coba ${plan} telah berakhir`,
		heading: "Masa coba Anda telah berakhir",
		body: "Paketnya belum dibeli, jadi organisasi Anda berlanjut dengan yang gratis. Data Anda tetap ada.",
		closing: "Anda dapat membeli paketnya kapan saja.",
		button: "Pilih paket",
	}),
	cancel_scheduled: ({ plan }) => ({
		subject: `Langganan ${plan} akan berakhir sesuai permintaan Anda`,
		heading: "Langganan Anda akan berakhir",
		body: "Langganan tetap berjalan sampai tanggal di bawah dan tidak ditagih lagi. Setelah itu organisasi Anda berlanjut dengan yang gratis; data Anda tetap ada.",
		closing: "Berubah pikiran? Sebelum tanggal itu, pembatalan dapat ditarik kembali dengan satu tombol.",
		button: "Lihat langganan",
	}),
	paused: ({ plan }) => ({
		subject: `Langganan ${plan} Anda dijeda`,
		heading: "Langganan Anda dijeda",
		body: "Selama itu tidak ada tagihan, dan organisasi Anda memakai yang gratis. Langganan berjalan lagi dengan sendirinya pada tanggal di bawah; sisa periode yang sudah dibayar menunggu Anda.",
		closing: "Anda dapat melanjutkannya lebih awal kapan saja.",
		button: "Lihat langganan",
	}),
	changed: ({ plan }) => ({
		subject: `Paket Anda sekarang ${plan}`,
		heading: "Paket Anda sudah berganti",
		body: "Pergantian ini tidak dikenai biaya. Semua yang termasuk dalam paket sudah aktif.",
		closing: "Anda dapat mengganti paket kapan saja.",
		button: "Lihat langganan",
	}),
	ended: ({ plan }) => ({
		subject: `Langganan ${plan} Anda telah berakhir`,
		heading: "Langganan Anda telah berakhir",
		body: "Langganan berakhir karena dibatalkan. Organisasi Anda berlanjut dengan yang gratis; data Anda tetap ada.",
		closing: "Anda boleh kembali kapan saja.",
		button: "Pilih paket",
	}),
	revived: ({ plan }) => ({
		subject: `${plan} berfungsi kembali`,
		heading: "Terima kasih: semuanya berfungsi kembali",
		body: "Pembayaran Anda telah kami terima, dan penangguhan sudah dicabut.",
		closing: "Tidak ada data Anda yang hilang selama itu.",
		button: "Lihat langganan",
	}),
};

const LABELS = {
	en: { dear: "Hello", organisation: "Organisation", plan: "Plan", price: "Price a period, without tax", at: "Until" },
	id: {
		dear: "Halo",
		organisation: "Organisasi",
		plan: "Paket",
		price: "Harga per periode, sebelum pajak",
		at: "Sampai",
	},
};

/** What an owner hears about the life of the subscription. */
export function subscriptionNewsMail(data: SubscriptionNews, locale: Locale): MailContent {
	const labels = LABELS[locale];
	const { tenant, plan, price, at } = data;
	const words = (locale === "id" ? ID : EN)[data.kind]({ tenant, plan, free: !price || price.amount === 0 });
	return renderLetter({
		locale,
		subject: words.subject,
		preheader: words.body,
		heading: words.heading,
		paragraphs: [`${labels.dear} ${data.name},`, words.body],
		facts: [
			{ label: labels.organisation, value: tenant },
			{ label: labels.plan, value: plan },
			...(price && price.amount > 0 ? [{ label: labels.price, value: formatMoney(price, locale) }] : []),
			...(at === null ? [] : [{ label: labels.at, value: longDate(at, locale) }]),
		],
		button: { label: words.button, url: data.url },
		closing: words.closing,
	});
}
