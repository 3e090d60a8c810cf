import { api } from "./api.ts";
import { newBooks, type World } from "./books.ts";
import { DECLINED_CARD } from "./cards.ts";
import { closeDispute, openDispute } from "./disputes.ts";
import { type Deliver, type EventTrouble, newPost } from "./events.ts";
import { newGate, type RequestTrouble } from "./gate.ts";
import { pages } from "./pages/pages.ts";
import { authenticate, openSession, type PayOptions, pay, settle } from "./payments.ts";
import { confirmRefund } from "./refunds.ts";
import { expireDue, expireSession } from "./sessions.ts";

export type StripeOptions = {
	secretKey: string;
	webhookSecret: string;
	/** Where its pages are, without a slash at the end. Asked each time, so that a port may be known late. */
	publicUrl: () => string;
	webhookUrl: string | null;
	/** Epoch milliseconds. */
	now: () => number;
	/** Posts an event; resolves to the HTTP status, throws where nobody answers. */
	deliver: Deliver;
	/** From 0 up to 1. */
	random: () => number;
	/** Who is paid, on the pages. */
	merchant?: string;
};
export type Misbehaviour = { requests?: RequestTrouble[]; events?: EventTrouble[] };
export type PracticeStripe = ReturnType<typeof createStripe>;

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** A Stripe to practise with: its API for one-off payments, its pages and its webhooks, behind one `fetch`. */
export function createStripe(options: StripeOptions) {
	const { now, random } = options;
	const books = newBooks();
	const name = (prefix: string, length = 24) =>
		prefix + Array.from({ length }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join("");
	const post = newPost({
		books,
		secret: options.webhookSecret,
		url: options.webhookUrl,
		now,
		random,
		name,
		deliver: options.deliver,
	});
	const world: World = {
		books,
		merchant: options.merchant ?? "Sewa",
		publicUrl: options.publicUrl,
		now,
		seconds: () => Math.floor(now() / 1000),
		name,
		emit: post.emit,
	};
	const routes = api(world);
	const gate = newGate({ secretKey: options.secretKey, now, name }, (request) => routes.fetch(request));
	const site = pages(world);

	return {
		/** Throws where a connection would break. */
		async fetch(request: Request): Promise<Response> {
			return new URL(request.url).pathname.startsWith("/v1/") ? gate.pass(request) : site.fetch(request);
		},
		books,
		...acts(world),
		/** The next requests and the next events meet these, in order. */
		misbehave({ requests = [], events = [] }: Misbehaviour): void {
			gate.misbehave(...requests);
			post.misbehave(...events);
		},
		resend: post.resend,
		/** Does what is due at `at`: expires sessions, delivers events. Returns when something is due next. */
		async due(at: number): Promise<number | null> {
			const expiry = expireDue(world, at);
			await post.due(at);
			const times = [expiry, post.next()].filter((time) => time !== null);
			return times.length > 0 ? Math.min(...times) : null;
		},
	};
}

/** What people, banks and time do. */
function acts(world: World) {
	return {
		pay: (sessionId: string, options?: PayOptions) => pay(world, sessionId, options),
		decline: (sessionId: string) => pay(world, sessionId, { card: DECLINED_CARD }),
		authenticate: (sessionId: string, approve: boolean) => authenticate(world, sessionId, approve),
		settle: (sessionId: string, succeeded: boolean) => settle(world, sessionId, succeeded),
		expire: (sessionId: string) => expireSession(world, openSession(world, sessionId)),
		dispute: (intentId: string, amount?: number) => openDispute(world, intentId, amount),
		closeDispute: (intentId: string, won: boolean) => closeDispute(world, intentId, won),
		confirmRefund: (refundId: string, succeeded?: boolean) => confirmRefund(world, refundId, succeeded),
	};
}
