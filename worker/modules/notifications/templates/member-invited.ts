import type { Locale } from "#worker/kernel/locale";
import { longDate } from "#worker/kernel/long-date";
import type { TenantRole } from "#worker/kernel/permissions";
import { type MailContent, renderLetter } from "./layout";

/** `expiresAt` is epoch milliseconds. */
export type MemberInvited = { inviter: string; tenant: string; role: TenantRole; expiresAt: number; url: string };

const WORDS = {
	en: {
		subject: (tenant: string) => `You are invited to ${tenant}`,
		preheader: (inviter: string) => `${inviter} would like to work with you on Sewa.`,
		body: (inviter: string, tenant: string) => `${inviter} invites you to join ${tenant} on Sewa.`,
		organisation: "Organisation",
		role: "Your role",
		roles: { owner: "Owner", admin: "Administrator", member: "Member" },
		expires: "Valid until",
		button: "See the invitation",
		closing: "If you do not know who sent this, ignore this mail: nothing happens until you accept.",
	},
	id: {
		subject: (tenant: string) => `Anda diundang ke ${tenant}`,
		preheader: (inviter: string) => `${inviter} ingin bekerja bersama Anda di Sewa.`,
		body: (inviter: string, tenant: string) => `${inviter} mengundang Anda untuk bergabung dengan ${tenant} di Sewa.`,
		organisation: "Organisasi",
		role: "Peran Anda",
		roles: { owner: "Pemilik", admin: "Administrator", member: "Anggota" },
		expires: "Berlaku sampai",
		button: "Lihat undangan",
		closing:
			"Jika Anda tidak mengenal pengirimnya, abaikan email ini; tidak ada yang terjadi sebelum Anda menerimanya.",
	},
};

export function memberInvitedMail(data: MemberInvited, locale: Locale): MailContent {
	const words = WORDS[locale];
	const subject = words.subject(data.tenant);
	return renderLetter({
		locale,
		subject,
		preheader: words.preheader(data.inviter),
		heading: subject,
		paragraphs: [words.body(data.inviter, data.tenant)],
		facts: [
			{ label: words.organisation, value: data.tenant },
			{ label: words.role, value: words.roles[data.role] },
			{ label: words.expires, value: longDate(data.expiresAt, locale) },
		],
		button: { label: words.button, url: data.url },
		closing: words.closing,
	});
}
