import type { Locale } from "#worker/kernel/locale";
import { type MailContent, renderLetter } from "./layout";

const WORDS = {
	en: {
		subject: "Verify your e-mail address",
		preheader: "One click and your Sewa account is ready.",
		greeting: (name: string) => `Hello ${name},`,
		body: "Thank you for signing up. Please confirm that this address is yours; then you can sign in.",
		button: "Verify e-mail address",
		closing: "The link is valid for 24 hours. If you did not sign up at Sewa, you can ignore this mail.",
	},
	id: {
		subject: "Verifikasi alamat email Anda",
		preheader: "Satu langkah lagi dan akun Sewa Anda siap digunakan.",
		greeting: (name: string) => `Halo ${name},`,
		body: "Terima kasih telah mendaftar. Mohon pastikan bahwa alamat email ini milik Anda agar Anda dapat masuk.",
		button: "Verifikasi alamat email",
		closing: "Tautan ini berlaku selama 24 jam. Abaikan email ini jika Anda tidak mendaftar di Sewa.",
	},
};

/** Sent after registering, and whenever the user asks for the link again. */
export function verifyEmailMail({ name, url }: { name: string; url: string }, locale: Locale): MailContent {
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
