import type { Locale } from "#worker/kernel/locale";
import { type MailContent, renderLetter } from "./layout";

const WORDS = {
	en: {
		subject: "Choose a new password",
		preheader: "You asked for a new password for your Sewa account.",
		greeting: (name: string) => `Hello ${name},`,
		body: "Somebody, most likely you, asked for a new password for your Sewa account. Use the button to choose one.",
		button: "Choose a new password",
		closing: "The link works once, within one hour. If it was not you, ignore this mail: your password stays as it is.",
	},
	id: {
		subject: "Buat kata sandi baru",
		preheader: "Ada permintaan kata sandi baru untuk akun Sewa Anda.",
		greeting: (name: string) => `Halo ${name},`,
		body: "Kami menerima permintaan kata sandi baru untuk akun Sewa Anda. Gunakan tombol di bawah ini untuk membuatnya.",
		button: "Buat kata sandi baru",
		closing:
			"Tautan ini hanya berlaku satu kali dan selama satu jam. Jika bukan Anda yang memintanya, abaikan email ini; kata sandi Anda tidak berubah.",
	},
};

export function resetPasswordMail({ name, url }: { name: string; url: string }, locale: Locale): MailContent {
	const { subject, preheader, greeting, body, button, closing } = WORDS[locale];
	const paragraphs = [greeting(name), body];
	return renderLetter({
		locale,
		subject,
		preheader,
		heading: subject,
		paragraphs,
		button: { label: button, url },
		closing,
	});
}
