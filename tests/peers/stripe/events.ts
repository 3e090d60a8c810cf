import type { Books, Delivery, StripeEvent } from "./books.ts";

/** How the next events are treated, one each, in order. */
export type EventTrouble =
	| "lose"
	| "duplicate"
	/** Sent after the event that follows it. */
	| "reorder"
	/** Signed with two secrets, the current one last, as while a secret is rolled. */
	| "rolled_secret"
	| { delayMs: number };

export type Deliver = (url: string, body: string, headers: Record<string, string>) => Promise<number>;
type Settings = {
	books: Books;
	secret: string;
	url: string | null;
	now: () => number;
	random: () => number;
	name: (prefix: string) => string;
	deliver: Deliver;
};
type Parcel = { event: StripeEvent; dueAt: number; tries: number; rolled: boolean };

const API_VERSION = "2026-10-28.endive";
/** A sandbox tries three times within a few hours. */
const RETRY_AFTER_MS = [15 * 60_000, 2 * 60 * 60_000];
/** Events of one moment arrive within so much of each other, in any order. */
const SPREAD_MS = 150;

/** Sends events to the one endpoint there is: signed, at least once, in no order that can be relied on. */
export function newPost({ books, secret, url, now, random, name, deliver }: Settings) {
	let waiting: Parcel[] = [];
	let heldBack: StripeEvent | null = null;
	const troubles: EventTrouble[] = [];

	function emit(type: string, object: object): void {
		const event: StripeEvent = {
			id: name("evt_1"),
			object: "event",
			api_version: API_VERSION,
			created: Math.floor(now() / 1000),
			data: { object: structuredClone(object) },
			livemode: false,
			pending_webhooks: url ? 1 : 0,
			request: { id: null, idempotency_key: null },
			type,
		};
		books.events.push(event);
		if (url) dispatch(event);
	}

	function dispatch(event: StripeEvent): void {
		const before = heldBack;
		heldBack = null;
		const trouble = troubles.shift();
		const dueAt = now() + Math.floor(random() * SPREAD_MS);
		if (trouble === "reorder") heldBack = event;
		else if (typeof trouble === "object") put(event, dueAt + trouble.delayMs);
		else if (trouble !== "lose") put(event, dueAt, trouble === "rolled_secret");
		if (trouble === "duplicate") put(event, dueAt + 1);
		if (before) put(before, dueAt + 1);
	}

	function put(event: StripeEvent, dueAt: number, rolled = false): void {
		waiting.push({ event, dueAt, tries: 0, rolled });
	}

	async function send(parcel: Parcel): Promise<void> {
		const status = await attempt(parcel);
		const { event, tries } = parcel;
		const delivery: Delivery = { event: event.id, type: event.type, at: now(), status };
		books.deliveries.push(delivery);
		if (status !== null && status >= 200 && status < 300) return;
		const after = RETRY_AFTER_MS[tries];
		if (after !== undefined) waiting.push({ ...parcel, tries: tries + 1, dueAt: now() + after * (1 + random() / 4) });
	}

	async function attempt({ event, rolled }: Parcel): Promise<number | null> {
		const body = JSON.stringify(event, null, 2);
		const secrets = rolled ? [`${secret}_before`, secret] : [secret];
		const signature = await signatureHeader(secrets, body, now());
		try {
			return await deliver(url ?? "", body, {
				"content-type": "application/json; charset=utf-8",
				"stripe-signature": signature,
				"user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
			});
		} catch {
			return null;
		}
	}

	return {
		emit,
		misbehave: (...next: EventTrouble[]) => void troubles.push(...next),
		/** Sends an event once more, as the dashboard's button does. */
		resend(eventId: string): boolean {
			const event = books.events.find(({ id }) => id === eventId);
			if (event) put(event, now());
			return Boolean(event);
		},
		/** Sends what is due, one after the other. */
		async due(at: number): Promise<void> {
			const due = waiting.filter(({ dueAt }) => dueAt <= at).sort((a, b) => a.dueAt - b.dueAt);
			waiting = waiting.filter(({ dueAt }) => dueAt > at);
			for (const parcel of due) await send(parcel);
		},
		next: (): number | null => (waiting.length > 0 ? Math.min(...waiting.map(({ dueAt }) => dueAt)) : null),
	};
}

/** `t=…,v1=…`, with one v1 for each secret: HMAC-SHA256 of `<t>.<body>` in hex. */
export async function signatureHeader(secrets: string[], body: string, at: number): Promise<string> {
	const t = Math.floor(at / 1000);
	const signatures = await Promise.all(secrets.map((secret) => hmac(secret, `${t}.${body}`)));
	return [`t=${t}`, ...signatures.map((signature) => `v1=${signature}`)].join(",");
}

async function hmac(secret: string, text: string): Promise<string> {
	const bytes = new TextEncoder();
	const algorithm = { name: "HMAC", hash: "SHA-256" };
	const key = await crypto.subtle.importKey("raw", bytes.encode(secret), algorithm, false, ["sign"]);
	const signature = await crypto.subtle.sign("HMAC", key, bytes.encode(text));
	return [...new Uint8Array(signature)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
