import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { control } from "./control.ts";
import { serve } from "./node-http.ts";
import { createStripe, type StripeOptions } from "./stripe.ts";

export type ServerOptions = Pick<StripeOptions, "secretKey" | "webhookSecret" | "merchant"> & {
	/** A free one unless given. */
	port?: number;
	webhookUrl?: string | null;
	/** Epoch milliseconds; the wall clock unless given. */
	now?: () => number;
};

const TICK_MS = 100;
/** Stripe gives an endpoint some seconds before it counts as down. */
const DELIVERY_TIMEOUT_MS = 10_000;

/** A practice Stripe over HTTP in real time, with `/__control/*` beside its API and its pages. */
export async function startStripe(options: ServerOptions) {
	const now = options.now ?? Date.now;
	const server = createServer((incoming, outgoing) => void serve(handle, incoming, outgoing));
	// A client that keeps connections must not find one closed just as it asks.
	server.keepAliveTimeout = 0;
	server.listen(options.port ?? 0, "127.0.0.1");
	await once(server, "listening");
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const stripe = createStripe({
		...options,
		webhookUrl: options.webhookUrl ?? null,
		publicUrl: () => url,
		now,
		random: Math.random,
		deliver,
	});
	const controls = control(stripe);

	async function handle(request: Request): Promise<Response> {
		const controlled = new URL(request.url).pathname.startsWith("/__control/");
		return controlled ? controls.fetch(request) : stripe.fetch(request);
	}

	const ticker = setInterval(() => void stripe.due(now()), TICK_MS);
	return {
		...stripe,
		url,
		stop: async () => {
			clearInterval(ticker);
			server.closeAllConnections();
			server.close();
			await once(server, "close");
		},
	};
}

async function deliver(url: string, body: string, headers: Record<string, string>): Promise<number> {
	const signal = AbortSignal.timeout(DELIVERY_TIMEOUT_MS);
	const response = await fetch(url, { method: "POST", body, headers, redirect: "manual", signal });
	return response.status;
}
