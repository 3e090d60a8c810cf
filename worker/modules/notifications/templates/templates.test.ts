import { expect, test } from "vitest";
import type { Locale } from "#worker/kernel/locale";
import { linksIn } from "../rules";
import { accountLockedMail } from "./account-locked";
import { dunningMail } from "./dunning";
import { invoiceOpenedMail } from "./invoice-opened";
import { type MailContent, renderLetter } from "./layout";
import { memberInvitedMail } from "./member-invited";
import { paymentApprovedMail } from "./payment-approved";
import { paymentDisputedMail } from "./payment-disputed";
import { paymentRejectedMail } from "./payment-rejected";
import { paymentReversedMail } from "./payment-reversed";
import { paymentSubmittedMail } from "./payment-submitted";
import { planChangeScheduledMail } from "./plan-change-scheduled";
import { refundSucceededMail } from "./refund-succeeded";
import { resetPasswordMail } from "./reset-password";
import { subscriptionNewsMail } from "./subscription-news";
import { topUpReceivedMail } from "./top-up-received";
import { topUpRejectedMail } from "./top-up-rejected";
import { usageAlertMail } from "./usage-alert";
import { verifyEmailMail } from "./verify-email";
import { walletLowMail } from "./wallet-low";

const HOSTILE = `<img src=x onerror="alert(1)"> & 'Co'`;
const URL = "https://sewa.example/page?token=a&next=%2Fapp";
const AT = Date.UTC(2026, 10, 20, 18, 5);
const rupiah = (amount: number) => ({ amount, currency: "IDR" as const });
const billed = { buyer: HOSTILE, number: "INV-2026-000001", url: URL };

const EVERY_MAIL: [string, (locale: Locale) => MailContent][] = [
	["verify-email", (l) => verifyEmailMail({ name: HOSTILE, url: URL }, l)],
	["reset-password", (l) => resetPasswordMail({ name: HOSTILE, url: URL }, l)],
	[
		"account-locked",
		(l) => accountLockedMail({ name: HOSTILE, until: AT, timeZone: "Asia/Makassar", resetUrl: URL }, l),
	],
	[
		"member-invited",
		(l) => memberInvitedMail({ inviter: HOSTILE, tenant: HOSTILE, role: "admin", expiresAt: AT, url: URL }, l),
	],
	["invoice-opened", (l) => invoiceOpenedMail({ ...billed, total: rupiah(165_390), dueAt: AT }, l)],
	["payment-submitted", (l) => paymentSubmittedMail({ ...billed, amount: rupiah(165_390), reference: HOSTILE }, l)],
	[
		"payment-approved",
		(l) =>
			paymentApprovedMail(
				{ ...billed, subtotal: rupiah(149_000), tax: rupiah(16_390), total: rupiah(165_390), paidAt: AT },
				l,
			),
	],
	["payment-reversed", (l) => paymentReversedMail({ ...billed, amount: rupiah(165_390) }, l)],
	[
		"payment-disputed",
		(l) => paymentDisputedMail({ tenant: HOSTILE, amount: rupiah(165_390), says: "chargeback", url: URL }, l),
	],
	[
		"refund-succeeded",
		(l) =>
			refundSucceededMail(
				{ ...billed, amount: rupiah(50_000), creditNote: "CN-2026-000001", reason: HOSTILE, toWallet: false, at: AT },
				l,
			),
	],
	...[null, true, false].map((paid): [string, (locale: Locale) => MailContent] => {
		const missed = paid === null ? null : { number: "INV-2026-000001", paid };
		const about = { tenant: HOSTILE, amount: rupiah(1), balance: rupiah(2), paidAt: AT, missed, url: URL };
		return [`top-up-received, paid ${paid}`, (l) => topUpReceivedMail(about, l)];
	}),
	[
		"top-up-rejected",
		(l) => topUpRejectedMail({ tenant: HOSTILE, amount: rupiah(1), reference: HOSTILE, reason: HOSTILE, url: URL }, l),
	],
	...(["low", "renewal", "top_up_due"] as const).map((because): [string, (locale: Locale) => MailContent] => {
		const renewal = { plan: HOSTILE, price: rupiah(165_390), at: AT };
		const about = { because, tenant: HOSTILE, available: rupiah(9), credit: rupiah(8), renewal, url: URL };
		return [`wallet-low, ${because}`, (l) => walletLowMail(about, l)];
	}),
	...[80, 100].map((threshold): [string, (locale: Locale) => MailContent] => {
		const about = { tenant: HOSTILE, meter: { en: HOSTILE, id: HOSTILE }, threshold, used: 80, limit: 100 };
		const more = { hard: true, resetsAt: AT, larger: HOSTILE, url: URL };
		return [`usage-alert, ${threshold}`, (l) => usageAlertMail({ ...about, ...more }, l)];
	}),
	["payment-rejected", (l) => paymentRejectedMail({ ...billed, amount: rupiah(165_390), reason: HOSTILE }, l)],
];

const DUNNING = ["reminder", "suspended", "canceled", "contact"] as const;
const TRIAL = ["trial_ending", "trial_extended", "trial_converted", "trial_expired"] as const;
const NEWS = [...TRIAL, "cancel_scheduled", "paused", "changed", "ended", "revived"] as const;
for (const kind of DUNNING)
	EVERY_MAIL.push([
		`dunning-${kind}`,
		(l) => dunningMail({ ...billed, kind, total: rupiah(165_390), suspendsAt: AT, message: HOSTILE }, l),
	]);
for (const kind of ["scheduled", "unscheduled"] as const) {
	const about = { kind, name: HOSTILE, tenant: "Toko", from: "Growth", to: "Starter", interval: "year" as const };
	EVERY_MAIL.push([
		`plan-change-${kind}`,
		(l) => planChangeScheduledMail({ ...about, price: rupiah(499_000), at: AT, url: URL }, l),
	]);
}
for (const kind of NEWS) {
	const about = { kind, name: HOSTILE, tenant: "Toko", plan: "Growth", at: AT, url: URL };
	EVERY_MAIL.push([`subscription-${kind}`, (l) => subscriptionNewsMail({ ...about, price: rupiah(499_000) }, l)]);
	EVERY_MAIL.push([`subscription-${kind}-free`, (l) => subscriptionNewsMail({ ...about, price: null }, l)]);
}

const cases = EVERY_MAIL.flatMap(([name, write]) => [
	{ name, locale: "en" as const, mail: write("en") },
	{ name, locale: "id" as const, mail: write("id") },
]);

test.each(cases)("$name in $locale escapes what people typed", ({ mail }) => {
	expect(mail.html).not.toContain("<img");
	expect(mail.html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;Co&#39;");
	expect(mail.text).toContain(HOSTILE);
});

test.each(cases)("$name in $locale has the one link it is about, in both bodies", ({ mail }) => {
	expect(linksIn(mail.text)).toEqual([URL]);
	expect(mail.html).toContain(`href="${URL.replace("&", "&amp;")}"`);
});

test.each(cases)("$name in $locale says its language and leaves nothing unfilled", ({ mail, locale }) => {
	expect(mail.html).toContain(`<html lang="${locale}">`);
	expect(mail.subject).not.toBe("");
	expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(/undefined|null|NaN|\[object/);
});

test("the two languages of a mail share no sentence", () => {
	for (const [, write] of EVERY_MAIL) {
		const sentences = (mail: MailContent) => mail.text.split(/\n+/).filter((line) => / .* /.test(line));
		const english = new Set(sentences(write("en")));
		expect(sentences(write("id")).filter((line) => english.has(line) && !line.includes(HOSTILE))).toEqual([]);
	}
});

test("times are on the reader's clock and billing dates on Jakarta's", () => {
	const locked = accountLockedMail({ name: "Sari", until: AT, timeZone: "Asia/Makassar", resetUrl: URL }, "en");
	expect(locked.text).toContain("21 November 2026, 02:05 WITA");
	expect(invoiceOpenedMail({ ...billed, total: rupiah(1), dueAt: AT }, "id").text).toContain(
		"Jatuh tempo: 21 November 2026",
	);
});

test("the receipt names amounts and PPN, and leaves PPN out where none is charged", () => {
	const receipt = { ...billed, subtotal: rupiah(149_000), total: rupiah(165_390), paidAt: AT };
	const taxed = paymentApprovedMail({ ...receipt, tax: rupiah(16_390) }, "id").text;
	expect(taxed).toContain("PPN: Rp 16.390");
	expect(taxed).toContain("Dibayar: Rp 165.390");
	expect(paymentApprovedMail({ ...receipt, tax: null }, "en").text).not.toContain("PPN");
});

test("a line break in a name cannot become a header", () => {
	const data = {
		inviter: "Sari",
		tenant: "Toko\r\nBcc: all@example.com",
		role: "member" as const,
		expiresAt: AT,
		url: URL,
	};
	expect(memberInvitedMail(data, "en").subject).toBe("You are invited to Toko Bcc: all@example.com");
});

test("a button never leads anywhere but to http(s)", () => {
	const letter = { locale: "en" as const, subject: "s", preheader: "p", heading: "h", paragraphs: [] };
	expect(() => renderLetter({ ...letter, button: { label: "b", url: "javascript:alert(1)" } })).toThrow(RangeError);
});

test("links are read from a text in order, without the full stop after them", () => {
	expect(linksIn("See https://a.example/x?y=1. Or (http://b.example), not ftp://c.example")).toEqual([
		"https://a.example/x?y=1",
		"http://b.example",
	]);
});
