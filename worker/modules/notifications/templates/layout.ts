import type { Locale } from "#worker/kernel/locale";

export type MailContent = { subject: string; text: string; html: string };
export type Fact = { label: string; value: string };

export type Letter = {
	locale: Locale;
	subject: string;
	/** What an inbox shows beside the subject. */
	preheader: string;
	heading: string;
	paragraphs: string[];
	facts?: Fact[];
	button?: { label: string; url: string };
	/** Said after the button, in small print. */
	closing?: string;
};

const WORDS = {
	en: {
		copy: "If the button does not work, copy this address into your browser:",
		footer: "This mail was sent automatically; replies are not read.",
	},
	id: {
		copy: "Jika tombol tidak berfungsi, salin alamat berikut ke peramban Anda:",
		footer: "Email ini dikirim secara otomatis; balasan tidak dibaca.",
	},
} as const satisfies Record<Locale, Record<string, string>>;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");

/** Names and titles stay on one line: a line break in a subject would be a header of its own. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

/** One letter as the two bodies of a mail. Every value is escaped here, so templates pass plain text. */
export function renderLetter(letter: Letter): MailContent {
	if (letter.button && !/^https?:\/\//.test(letter.button.url)) throw new RangeError("a mail links to http(s) only");
	return { subject: oneLine(letter.subject), text: textOf(letter), html: htmlOf(letter) };
}

function textOf({ locale, heading, paragraphs, facts = [], button, closing }: Letter): string {
	const blocks = [
		oneLine(heading),
		...paragraphs,
		facts.map(({ label, value }) => `${label}: ${value}`).join("\n"),
		button ? `${button.label}:\n${button.url}` : "",
		closing ?? "",
		`-- \nsewa\n${WORDS[locale].footer}`,
	];
	return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

const FONT = "font-family:Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Clients without support for media queries keep the light colours of the inline styles. */
const DARK = `@media (prefers-color-scheme:dark){.page{background:#0b1416!important}.card{background:#131f22!important;border-color:#26363a!important}.ink{color:#e8efef!important}.soft{color:#9db0b3!important}.line{border-color:#26363a!important}.mark,.link{color:#4fd1c0!important}}`;

function htmlOf(letter: Letter): string {
	const { locale, subject, preheader, heading, paragraphs, facts = [], button, closing } = letter;
	const body = [
		`<h1 class="ink" style="margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:600;color:#132022">${escapeHtml(heading)}</h1>`,
		...paragraphs.map(paragraph),
		facts.length > 0 ? `<div style="margin:20px 0">${facts.map(factRow).join("")}</div>` : "",
		button ? buttonBlock(button, locale) : "",
		closing ? `<p class="soft" style="margin:20px 0 0;font-size:13px;color:#55686b">${escapeHtml(closing)}</p>` : "",
	];
	return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(oneLine(subject))}</title>
<style>${DARK}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f6f6;-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(preheader)}</div>
<div class="page" style="padding:32px 16px;background:#f3f6f6;${FONT};font-size:15px;line-height:1.6">
<div style="max-width:540px;margin:0 auto">
<p class="mark" style="margin:0 0 16px 4px;font-size:20px;font-weight:600;letter-spacing:-0.02em;color:#0f766e">sewa</p>
<div class="card" style="padding:32px 28px;background:#ffffff;border:1px solid #dfe7e7;border-radius:10px">
${body.filter((part) => part !== "").join("\n")}
</div>
<p class="soft" style="margin:16px 4px 0;font-size:12px;color:#55686b">${escapeHtml(WORDS[locale].footer)}</p>
</div>
</div>
</body>
</html>
`;
}

function paragraph(text: string): string {
	return `<p class="ink" style="margin:0 0 12px;color:#24363a">${escapeHtml(text)}</p>`;
}

function factRow({ label, value }: Fact): string {
	const [left, right] = [escapeHtml(label), escapeHtml(value)];
	return `<div class="line" style="padding:8px 0;border-top:1px solid #e4ebeb"><span class="soft" style="display:inline-block;min-width:168px;color:#55686b">${left}</span> <strong class="ink" style="font-weight:600;color:#132022;white-space:pre-line;overflow-wrap:anywhere">${right}</strong></div>`;
}

function buttonBlock(button: { label: string; url: string }, locale: Locale): string {
	const url = escapeHtml(button.url);
	return `<p style="margin:24px 0"><a href="${url}" style="display:inline-block;padding:12px 22px;border-radius:8px;background:#0f766e;color:#ffffff;font-weight:600;text-decoration:none">${escapeHtml(button.label)}</a></p>
<p class="soft" style="margin:0;font-size:13px;color:#55686b">${WORDS[locale].copy}<br><a class="link" href="${url}" style="color:#0f766e;word-break:break-all">${url}</a></p>`;
}
