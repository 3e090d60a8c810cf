import { MINUTE } from "#worker/kernel/time";
import { describe, type Order, statusCodeOf, type Transaction } from "./books.ts";
import type { Moods } from "./misbehaviour.ts";

/** Hands a notification over; answers with the HTTP status after redirects, or throws. */
export type Deliver = (url: string, body: string, headers: Record<string, string>) => Promise<number>;
export type Attempt = { at: number; answer: number | "failed" };
export type Notification = {
	id: number;
	orderId: string;
	transactionStatus: string;
	url: string;
	body: string;
	/** When it is sent next; null when there is nothing more to send. */
	at: number | null;
	attempts: Attempt[];
	lost: boolean;
};

const GAPS = [2, 10, 30, 90, 210].map((minutes) => minutes * MINUTE);
const HEADERS = { "user-agent": "Veritrans", accept: "application/json", "content-type": "application/json" };

/** How often a notification is repeated after this answer (docs.midtrans.com, notifications). */
function retriesAfter(answer: Attempt["answer"]): number {
	if (answer === "failed") return 5;
	if (answer >= 200 && answer < 300) return 0;
	const rules: Record<number, number> = { 301: 0, 302: 0, 303: 0, 400: 2, 404: 2, 500: 1, 503: 4 };
	return rules[answer] ?? 5;
}

type Sender = {
	serverKey: string;
	moods: Moods;
	now: () => number;
	random: () => number;
	deliver: Deliver;
	/** Midtrans takes up to 20 s for a settlement, 90 s for an expiry. */
	delayMs: (transactionStatus: string) => number;
};

export function createNotifier({ serverKey, moods, now, random, deliver, delayMs }: Sender) {
	const notifications: Notification[] = [];
	let held: Notification[] = [];

	function notify(order: Order, tx: Transaction) {
		const words = { statusCode: statusCodeOf(tx), message: "midtrans payment notification", serverKey };
		const body = JSON.stringify(describe(tx, words));
		const at = now() + delayMs(tx.status);
		for (const url of order.notifyUrls) {
			const about = { orderId: tx.orderId, transactionStatus: tx.status, url, body };
			add({ ...about, id: 0, at, attempts: [], lost: false });
		}
	}

	function add(notification: Notification) {
		const mood = moods.forNotification();
		const entry = { ...notification, id: notifications.length + 1 };
		notifications.push(entry);
		if (mood?.kind === "lose_notification") return void Object.assign(entry, { at: null, lost: true });
		if (mood?.kind === "delay_notification") entry.at = (entry.at ?? now()) + mood.byMs;
		if (mood?.kind === "duplicate_notification") notifications.push({ ...entry, id: entry.id + 1, attempts: [] });
		if (mood?.kind === "reorder_notifications") return void hold(entry);
		for (const earlier of held) earlier.at = (entry.at ?? now()) + 1;
		held = [];
	}

	function hold(entry: Notification) {
		entry.at = Number.POSITIVE_INFINITY;
		held.push(entry);
	}

	async function attempt(notification: Notification, at: number) {
		notification.at = null;
		const { url, body } = notification;
		const answer = await deliver(url, body, HEADERS).catch(() => "failed" as const);
		const retries = notification.attempts.length;
		notification.attempts.push({ at, answer });
		const gap = retries < retriesAfter(answer) ? GAPS[retries] : undefined;
		if (gap !== undefined) notification.at = at + Math.round(gap * (0.9 + random() * 0.2));
	}

	/** The next in time; of two at once the one that was made first. */
	function next(): (Notification & { at: number }) | null {
		const waiting = notifications.filter((entry): entry is Notification & { at: number } => entry.at !== null);
		return waiting.sort((a, b) => a.at - b.at || a.id - b.id)[0] ?? null;
	}

	async function sendDue(until: number) {
		for (let entry = next(); entry && entry.at <= until; entry = next()) await attempt(entry, entry.at);
	}

	return { notify, sendDue, next, notifications };
}
export type Notifier = ReturnType<typeof createNotifier>;
