import { html } from "hono/html";
import type { Draft, Session } from "../books.ts";
import { type Html, page, single } from "./layout.ts";
import { type Locale, localeOf, priceText, type Words, wordsOf } from "./words.ts";

export type Entry = { email: string; card: string; expiry: string; cvc: string; name: string };
/** Words' keys: of the whole attempt, or of single fields. */
export type Mistakes = Partial<Record<keyof Entry | "attempt", string>>;
export type CheckoutView = {
	session: Session;
	draft: Draft | undefined;
	merchant: string;
	entry: Entry;
	mistakes: Mistakes;
};

const CARDS_TO_TRY = [
	["4242 4242 4242 4242", "pays"],
	["4000 0000 0000 0002", "declines"],
	["4000 0000 0000 9995", "noFunds"],
	["4000 0025 0000 3155", "asks"],
	["4000 0000 0000 0341", "later"],
	["4000 0000 0000 0259", "disputes"],
] as const;

/** What is paid on the left, with what on the right; one below the other on a phone. */
export function checkoutPage(view: CheckoutView): Html {
	const { session, merchant, mistakes } = view;
	const locale = localeOf(session.locale);
	const words = wordsOf(locale);
	const body = html`<main class="two">
<section class="summary"><div class="inner">${summary(view, locale)}</div></section>
<section class="work"><div class="inner">
${mistakes.attempt ? html`<p class="alert" role="alert">${sentence(words, mistakes.attempt)}</p>` : ""}
${form(view, locale)}
${session.cancel_url ? html`<p class="leave"><a href="${session.cancel_url}">${words.back(merchant)}</a></p>` : ""}
${testCards(view, words)}
</div></section>
</main>`;
	return page(locale, words.payTo(merchant), body);
}

function summary({ session, draft, merchant }: CheckoutView, locale: Locale): Html {
	const words = wordsOf(locale);
	const price = (amount: number) => priceText(amount, session.currency, locale);
	const lines = (draft?.lines ?? []).map(
		({ name, unitAmount, quantity }) => html`<div>
<dt>${name}${quantity > 1 ? html`<small>${quantity} × ${price(unitAmount)}</small>` : ""}</dt>
<dd>${price(unitAmount * quantity)}</dd>
</div>`,
	);
	return html`<div>
<h1 class="merchant">${words.payTo(merchant)}</h1>
<p class="amount">${price(session.amount_total)}</p>
</div>
<dl class="lines">${lines}<div class="total"><dt>${words.total}</dt><dd>${price(session.amount_total)}</dd></div></dl>`;
}

function form({ session, draft, merchant, entry, mistakes }: CheckoutView, locale: Locale): Html {
	const words = wordsOf(locale);
	const input = (name: keyof Entry, label: string, more: Partial<Field>) =>
		field({ name, label, value: entry[name], mistake: sentence(words, mistakes[name]), ...more });
	return html`<form method="post" action="/c/pay/${session.id}" novalidate>
<fieldset><legend>${words.contact}</legend>${input("email", words.email, { type: "email" })}</fieldset>
<fieldset><legend>${words.payment}</legend>
${input("card", words.cardNumber, { numeric: true })}
<div class="pair">${input("expiry", words.expiry, { numeric: true })}${input("cvc", words.cvc, { numeric: true })}</div>
${input("name", words.nameOnCard, {})}
</fieldset>
${draft?.setupFutureUsage ? html`<p class="quiet">${words.saved(merchant)}</p>` : ""}
<button>${words.pay} ${priceText(session.amount_total, session.currency, locale)}</button>
</form>`;
}

type Field = { name: string; label: string; value: string; mistake: string; type?: string; numeric?: boolean };

/** Autofill stays off: browsers would offer real cards. */
function field({ name, label, value, mistake, type = "text", numeric }: Field): Html {
	const invalid = mistake ? html` aria-invalid="true" aria-describedby="${name}-mistake"` : "";
	const keys = numeric ? html` inputmode="numeric"` : "";
	return html`<div>
<label>${label}<input name="${name}" type="${type}" value="${value}" autocomplete="off" spellcheck="false"${keys}${invalid}></label>
${mistake ? html`<p class="wrong" id="${name}-mistake">${mistake}</p>` : ""}
</div>`;
}

function testCards({ session, entry }: CheckoutView, words: Words): Html {
	const digits = entry.card.replaceAll(/\D/g, "");
	const items = CARDS_TO_TRY.map(([number, outcome]) => {
		const compact = number.replaceAll(" ", "");
		const current = compact === digits ? html` aria-current="true"` : "";
		const link = `/c/pay/${session.id}?card=${compact}`;
		return html`<li><a href="${link}"${current}><code>${number}</code><span>${words[outcome]}</span></a></li>`;
	});
	return html`<section class="try"><h2>${words.testCards}</h2><ul class="tests">${items}</ul></section>`;
}

function sentence(words: Words, key: string | undefined): string {
	if (!key) return "";
	const found = words[key as keyof Words] ?? words.card_declined;
	return typeof found === "string" ? found : words.card_declined;
}

/** Where the owner of the card answers the bank. */
export function bankPage({ session, merchant }: { session: Session; merchant: string }): Html {
	const locale = localeOf(session.locale);
	const words = wordsOf(locale);
	const choice = (value: string, label: string, look: string) =>
		html`<button name="approve" value="${value}" class="${look}">${label}</button>`;
	return page(
		locale,
		words.bankTitle,
		single(html`<p class="merchant">${words.bank}</p>
<h1>${words.bankTitle}</h1>
<p>${words.bankNote(merchant)}</p>
<p class="amount">${priceText(session.amount_total, session.currency, locale)}</p>
<form method="post" class="choices">${choice("yes", words.approve, "")}${choice("no", words.refuse, "second")}</form>`),
	);
}

/** What is left of a session that can no longer be paid. */
export function closedPage({ session, merchant }: { session: Session; merchant: string }): Html {
	const locale = localeOf(session.locale);
	const words = wordsOf(locale);
	const paid = session.status === "complete";
	const title = paid ? words.paidTitle : words.expiredTitle;
	const back = (paid ? session.success_url : session.cancel_url) ?? session.success_url;
	return page(
		locale,
		title,
		single(html`<h1>${title}</h1>
<p>${paid ? words.paidNote : words.expiredNote}</p>
<a class="button" href="${back.replace("{CHECKOUT_SESSION_ID}", session.id)}">${words.goBack(merchant)}</a>`),
	);
}
