import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { Means, Session, World } from "../books.ts";
import { CARDS, PAYING_CARD } from "../cards.ts";
import { authenticate, pay } from "../payments.ts";
import { bankPage, checkoutPage, closedPage, type Entry, type Mistakes } from "./checkout.ts";
import { page, single } from "./layout.ts";
import { portalPage } from "./portal.ts";
import { localeOf, wordsOf } from "./words.ts";

/** What customers see: the checkout, their bank, and their saved cards. */
export function pages(world: World): Hono {
	const site = new Hono();
	const { books } = world;

	site.get("/c/pay/:id", (c) => withSession(world, c, (session) => form(world, c, session, firstEntry(c, session))));
	site.post("/c/pay/:id", (c) => withSession(world, c, (session) => submit(world, c, session)));
	site.get("/c/pay/:id/authenticate", (c) =>
		withSession(world, c, (session) => c.html(bankPage({ session, merchant: world.merchant }))),
	);
	site.post("/c/pay/:id/authenticate", (c) => withSession(world, c, (session) => answerBank(world, c, session)));
	site.get("/p/session/:id", (c) => showPortal(world, c));
	site.post("/p/session/:id/remove", async (c) => {
		const portal = books.portals.get(c.req.param("id"));
		const { means } = await c.req.parseBody();
		const card = books.means.get(String(means));
		if (portal && card?.customer === portal.customer) detach(world, card);
		return c.redirect(`/p/session/${c.req.param("id")}?removed=1`, 303);
	});
	site.notFound(nothing);
	return site;
}

const readerLocale = (c: Context) => localeOf(c.req.header("accept-language"));

function nothing(c: Context) {
	const locale = readerLocale(c);
	const { notFound } = wordsOf(locale);
	return c.html(page(locale, notFound, single(html`<h1>${notFound}</h1>`)), 404);
}

type Answer = Response | Promise<Response>;

/** Runs `show` for a session that can be paid; what cannot has a page of its own. */
function withSession(world: World, c: Context, show: (session: Session) => Answer): Answer {
	const session = world.books.sessions.get(c.req.param("id") ?? "");
	if (!session) return nothing(c);
	if (session.status !== "open") return c.html(closedPage({ session, merchant: world.merchant }), 410);
	return show(session);
}

function firstEntry(c: Context, session: Session): Entry {
	const card = c.req.query("card") ?? PAYING_CARD;
	const spaced = card.replaceAll(/(\d{4})(?=\d)/g, "$1 ");
	const email = session.customer_details?.email ?? session.customer_email ?? "";
	return { email, card: spaced, expiry: "12 / 34", cvc: "123", name: session.customer_details?.name ?? "" };
}

function form(world: World, c: Context, session: Session, entry: Entry, mistakes: Mistakes = {}): Answer {
	const draft = world.books.drafts.get(session.id);
	const failed = Object.keys(mistakes).length > 0;
	return c.html(checkoutPage({ session, draft, merchant: world.merchant, entry, mistakes }), failed ? 422 : 200);
}

async function submit(world: World, c: Context, session: Session): Promise<Response> {
	const body = await c.req.parseBody();
	const text = (name: string) => (typeof body[name] === "string" ? body[name].trim() : "");
	const entry = {
		email: text("email"),
		card: text("card"),
		expiry: text("expiry"),
		cvc: text("cvc"),
		name: text("name"),
	};
	const mistakes = mistakesIn(entry);
	if (Object.keys(mistakes).length > 0) return form(world, c, session, entry, mistakes);
	const outcome = pay(world, session.id, entry);
	if (outcome === "authenticate") return c.redirect(`/c/pay/${session.id}/authenticate`, 303);
	if (outcome === "declined") return form(world, c, session, entry, { attempt: lastDecline(world, session) });
	return leave(c, session);
}

function mistakesIn({ email, card, expiry, cvc }: Entry): Mistakes {
	return {
		...(!/^\S+@\S+\.\S+$/.test(email) && { email: "email_invalid" }),
		...(!CARDS[card.replaceAll(/\D/g, "")] && { card: "incorrect_number" }),
		...(!/^(0?[1-9]|1[0-2])\s*\/?\s*(20)?\d\d$/.test(expiry) && { expiry: "expiry_invalid" }),
		...(!/^\d{3,4}$/.test(cvc) && { cvc: "cvc_invalid" }),
	};
}

async function answerBank(world: World, c: Context, session: Session): Promise<Response> {
	const { approve } = await c.req.parseBody();
	const intent = world.books.intents.get(session.payment_intent ?? "");
	if (intent?.status !== "requires_action") return c.redirect(`/c/pay/${session.id}`, 303);
	const outcome = authenticate(world, session.id, approve === "yes");
	if (outcome === "paid") return leave(c, session);
	return form(world, c, session, firstEntry(c, session), { attempt: lastDecline(world, session) });
}

function lastDecline({ books }: World, session: Session): string {
	const error = books.intents.get(session.payment_intent ?? "")?.last_payment_error;
	return error?.decline_code === "insufficient_funds" ? error.decline_code : (error?.code ?? "card_declined");
}

const leave = (c: Context, session: Session): Response =>
	c.redirect(session.success_url.replace("{CHECKOUT_SESSION_ID}", session.id), 303);

function showPortal(world: World, c: Context): Answer {
	const portal = world.books.portals.get(c.req.param("id") ?? "");
	if (!portal) return nothing(c);
	const cards = [...world.books.means.values()].filter(({ customer }) => customer === portal.customer);
	const removed = c.req.query("removed") !== undefined;
	return c.html(portalPage({ portal, cards, merchant: world.merchant, locale: readerLocale(c), removed }));
}

function detach(world: World, card: Means): void {
	card.customer = null;
	world.emit("payment_method.detached", card);
}
