import { Hono } from "hono";
import type { Books } from "./books.ts";
import { coreApi } from "./core-api.ts";
import { createMoods, type Misbehaviour } from "./misbehaviour.ts";
import { createNotifier, type Deliver } from "./notifications.ts";
import { createPayments } from "./payments.ts";
import { snapApi } from "./snap-api.ts";
import { snapPages } from "./snap-pages.ts";

export type MidtransOptions = {
	serverKey: string;
	/** Where customers reach it; the base of `redirect_url`. */
	publicUrl: () => string;
	/** The dashboard's notification address. */
	notifyUrl: string | null;
	now: () => number;
	deliver: Deliver;
	random: () => number;
	/** How long a notification takes; at once where it is not said. */
	delayMs?: (transactionStatus: string) => number;
};

/**
 * Midtrans as a web-standard handler: Snap's API and page, the Core API, notifications with their retries.
 * It has no clock and no network of its own; time passes in `due`.
 */
export function createMidtrans(options: MidtransOptions) {
	const { serverKey, publicUrl, notifyUrl, now, deliver, random, delayMs = () => 0 } = options;
	const books: Books = { orders: new Map() };
	const moods = createMoods();
	const notifier = createNotifier({ serverKey, moods, now, random, deliver, delayMs });
	const payments = createPayments({ books, moods, notifier, serverKey, now, random });
	const { token, tick, pick, pay, card, deny, settle, expire, challenge, approve, reverse } = payments;

	const app = new Hono()
		.route("/snap/v1", snapApi({ serverKey, moods, books, now, token, publicUrl, notifyUrl }))
		.route("/snap/v3/redirection", snapPages({ books, payments, now }))
		.route("/v2", coreApi({ serverKey, moods, payments, now, random }));
	// What breaks in here breaks the connection, as `drop_after` asks for.
	app.onError((error) => {
		throw error;
	});

	let running: Promise<void> = Promise.resolve();
	/** Everything whose time has come, notifications one after another, in order. */
	function due(at = now()): Promise<void> {
		running = running.then(async () => {
			tick(at);
			await notifier.sendDue(at);
		});
		return running;
	}

	return {
		fetch: async (request: Request): Promise<Response> => app.fetch(request),
		books,
		notifications: notifier.notifications,
		pick,
		pay,
		card,
		deny,
		settle,
		expire,
		challenge,
		approve,
		reverse,
		confirmRefund: payments.confirmRefund,
		chargeback: payments.chargeback,
		misbehave: (...next: Misbehaviour[]) => moods.add(next),
		due,
		/** Notifications that are still to be sent, retries included. */
		pendingDeliveries: () => notifier.notifications.filter(({ at }) => at !== null),
		/** When the next notification is to be sent; null when none is. */
		nextDeliveryAt: () => notifier.next()?.at ?? null,
	};
}
export type Midtrans = ReturnType<typeof createMidtrans>;
