import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { booksToJson, fillBooks } from "../../tests/peers/keep-books.ts";
import { startMidtrans } from "../../tests/peers/midtrans/server.ts";
import { startStripe } from "../../tests/peers/stripe/server.ts";
import { DATA } from "./places.ts";
import { tryPort } from "./ports.ts";
import { PRACTICE_KEYS } from "./practice-keys.ts";

export const GATEWAY_VARIABLES = [
	"MIDTRANS_SERVER_KEY",
	"MIDTRANS_SNAP_URL",
	"MIDTRANS_API_URL",
	"STRIPE_SECRET_KEY",
	"STRIPE_API_URL",
	"STRIPE_WEBHOOK_SECRET",
] as const;

/** Where the practice gateways keep their books beside the database: it is no use without the other. */
export const GATEWAY_BOOKS = "gateways.json";
const SAVE_EVERY_MS = 10_000;

type Books = Parameters<typeof booksToJson>[0];
type Gateway = { books: Books; stop: () => Promise<void>; variables: Record<string, string> };
type Gateways = { variables: Record<string, string>; open: () => void; stop: () => Promise<void> };

/**
 * A practice Midtrans and Stripe on this machine, for each that no variable names a key of: so a payment can be
 * made offline. `open` gives them what they knew when they were stopped, or what the demo data says.
 */
export async function startGateways(port: number, given: Record<string, string>): Promise<Gateways> {
	const hooks = `http://localhost:${port}/api/v1/webhooks`;
	const running: Record<string, Gateway> = {};
	if (!given.MIDTRANS_SERVER_KEY) running.midtrans = await playMidtrans(port + 1, `${hooks}/midtrans`);
	if (!given.STRIPE_SECRET_KEY) running.stripe = await playStripe(port + 2, `${hooks}/stripe`);
	let saving: NodeJS.Timeout | undefined;
	return {
		variables: Object.assign({}, ...Object.values(running).map(({ variables }) => variables)),
		open: () => {
			fill(running);
			saving = setInterval(() => save(running), SAVE_EVERY_MS);
		},
		stop: async () => {
			clearInterval(saving);
			save(running);
			await Promise.all(Object.values(running).map(({ stop }) => stop()));
		},
	};
}

async function playMidtrans(port: number, notifyUrl: string): Promise<Gateway> {
	const serverKey = PRACTICE_KEYS.midtrans;
	const { url, midtrans, stop } = await startMidtrans({ serverKey, port: await tryPort(port), notifyUrl });
	const variables = {
		MIDTRANS_SERVER_KEY: serverKey,
		MIDTRANS_SNAP_URL: `${url}/snap/v1`,
		MIDTRANS_API_URL: url,
	};
	return { books: midtrans.books, stop, variables };
}

async function playStripe(port: number, webhookUrl: string): Promise<Gateway> {
	const { stripe: secretKey, stripeWebhooks: webhookSecret } = PRACTICE_KEYS;
	const { url, books, stop } = await startStripe({ secretKey, webhookSecret, webhookUrl, port: await tryPort(port) });
	const variables = { STRIPE_SECRET_KEY: secretKey, STRIPE_API_URL: url, STRIPE_WEBHOOK_SECRET: webhookSecret };
	return { books, stop, variables };
}

const file = () => join(DATA, GATEWAY_BOOKS);

function fill(running: Record<string, Gateway>): void {
	if (!existsSync(file())) return;
	const kept = JSON.parse(readFileSync(file(), "utf8")) as Record<string, string>;
	for (const [name, { books }] of Object.entries(running)) if (kept[name]) fillBooks(books, kept[name]);
}

function save(running: Record<string, Gateway>): void {
	if (!existsSync(DATA)) return;
	const kept = Object.entries(running).map(([name, { books }]) => [name, booksToJson(books)]);
	writeFileSync(file(), JSON.stringify(Object.fromEntries(kept)));
}
