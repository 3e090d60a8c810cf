import { html } from "hono/html";
import type { Means, Portal } from "../books.ts";
import { type Html, page, single } from "./layout.ts";
import { type Locale, wordsOf } from "./words.ts";

export type PortalView = { portal: Portal; cards: Means[]; merchant: string; locale: Locale; removed: boolean };

/** The customer's saved cards, and a way to remove each. */
export function portalPage({ portal, cards, merchant, locale, removed }: PortalView): Html {
	const words = wordsOf(locale);
	const list = html`<ul class="cards">${cards.map((means) => cardItem(portal, means, locale))}</ul>`;
	return page(
		locale,
		words.portalTitle,
		single(html`<div><h1>${words.portalTitle}</h1><p class="quiet">${words.portalNote(merchant)}</p></div>
${removed ? html`<p class="status" role="status">${words.removed}</p>` : ""}
${cards.length > 0 ? list : html`<p>${words.noCards}</p>`}
<p><a href="${portal.return_url}">${words.goBack(merchant)}</a></p>`),
	);
}

function cardItem(portal: Portal, { id, card }: Means, locale: Locale): Html {
	const words = wordsOf(locale);
	const label = `${card.brand === "visa" ? "Visa" : "Mastercard"} •••• ${card.last4}`;
	const until = `${String(card.exp_month).padStart(2, "0")} / ${card.exp_year}`;
	return html`<li>
<div><strong>${label}</strong><span class="quiet">${words.expires} ${until}</span></div>
<form method="post" action="/p/session/${portal.id}/remove">
<input type="hidden" name="means" value="${id}">
<button class="second small" aria-label="${words.removeCard(label)}">${words.remove}</button>
</form>
</li>`;
}
