import type { Locale } from "#worker/kernel/locale";
import { longDateTime } from "./dates";
import { type MailContent, renderLetter } from "./layout";

/** `until` is epoch milliseconds; it is shown in `timeZone`. */
export type AccountLocked = { name: string; until: number; timeZone: string; resetUrl: string };

const WORDS = {
	en: {
		subject: "Your account is locked for a while",
		preheader: "There were too many failed sign-ins to your Sewa account.",
		body: (name: string, until: string) => [
			`Hello ${name},`,
			`There were too many failed attempts to sign in to your Sewa account. To protect it, it is locked until ${until}.`,
			"If it was you, wait until then and try again. If it was not you, choose a new password: somebody may be guessing yours.",
		],
		button: "Choose a new password",
	},
	id: {
		subject: "Akun Anda dikunci untuk sementara",
		preheader: "Terlalu banyak percobaan masuk yang gagal ke akun Sewa Anda.",
		body: (name: string, until: string) => [
			`Halo ${name},`,
			`Terlalu banyak percobaan masuk yang gagal ke akun Sewa Anda. Demi keamanan, akun Anda dikunci sampai ${until}.`,
			"Jika itu memang Anda, silakan coba lagi setelah waktu tersebut. Jika bukan, segera buat kata sandi baru karena seseorang mungkin sedang menebak kata sandi Anda.",
		],
		button: "Buat kata sandi baru",
	},
};

export function accountLockedMail(data: AccountLocked, locale: Locale): MailContent {
	const { subject, preheader, body, button } = WORDS[locale];
	const paragraphs = body(data.name, longDateTime(data.until, locale, data.timeZone));
	const link = { label: button, url: data.resetUrl };
	return renderLetter({ locale, subject, preheader, heading: subject, paragraphs, button: link });
}
