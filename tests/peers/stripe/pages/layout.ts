import { html, raw } from "hono/html";
import { STYLE } from "./style.ts";
import { type Locale, wordsOf } from "./words.ts";

export type Html = ReturnType<typeof html>;

/** A whole page, self-contained, which says first that it is for practice. */
export function page(locale: Locale, title: string, body: Html): Html {
	const words = wordsOf(locale);
	return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${title} – ${words.practice}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header class="practice"><strong>${words.practice}.</strong>${words.practiceNote}</header>
${body}
</body>
</html>`;
}

/** One column for short things. */
export const single = (body: Html): Html => html`<main class="single"><div class="panel">${body}</div></main>`;
