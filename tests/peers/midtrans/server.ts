import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { controlRoutes } from "./control.ts";
import { createMidtrans, type MidtransOptions } from "./midtrans.ts";

type ServerOptions = {
	serverKey: string;
	port?: number;
	notifyUrl?: string;
	/** Another clock than the wall's. */
	now?: () => number;
	delayMs?: MidtransOptions["delayMs"];
};

const TICK_MS = 50;
const DELIVERY_TIMEOUT_MS = 15_000;
const MOST_REDIRECTS = 5;

/** Midtrans on a port of this machine, with a ticking clock and real notifications over HTTP. */
export async function startMidtrans({ serverKey, port = 0, notifyUrl, now = Date.now, delayMs }: ServerOptions) {
	let url = "";
	const midtrans = createMidtrans({
		serverKey,
		publicUrl: () => url,
		notifyUrl: notifyUrl ?? null,
		now,
		deliver,
		random: Math.random,
		...(delayMs && { delayMs }),
	});
	const control = controlRoutes(midtrans);

	const server = createServer((incoming, outgoing) => {
		const isControl = incoming.url?.startsWith("/__control/");
		const handler = isControl ? (request: Request) => control.fetch(withoutPrefix(request)) : midtrans.fetch;
		void bridge(incoming, outgoing, url, handler);
	});
	// A client that keeps connections must not find one closed just as it asks.
	server.keepAliveTimeout = 0;
	server.listen(port, "127.0.0.1");
	await once(server, "listening");
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const ticker = setInterval(() => void midtrans.due(), TICK_MS);
	return {
		url,
		snapUrl: `${url}/snap/v1`,
		apiUrl: url,
		midtrans,
		stop: async () => {
			clearInterval(ticker);
			server.closeAllConnections();
			server.close();
			await once(server, "close");
		},
	};
}

function withoutPrefix(request: Request): Request {
	return new Request(request.url.replace("/__control/", "/"), request);
}

/** 307 and 308 are followed, five times at most; all else is the answer. */
async function deliver(url: string, body: string, headers: Record<string, string>): Promise<number> {
	let target = url;
	for (let hop = 0; ; hop++) {
		const signal = AbortSignal.timeout(DELIVERY_TIMEOUT_MS);
		const response = await fetch(target, { method: "POST", body, headers, redirect: "manual", signal });
		await response.body?.cancel();
		const next = response.headers.get("location");
		if (![307, 308].includes(response.status) || !next || hop === MOST_REDIRECTS) return response.status;
		target = new URL(next, target).href;
	}
}

type Handler = (request: Request) => Response | Promise<Response>;

async function bridge(incoming: IncomingMessage, outgoing: ServerResponse, base: string, handler: Handler) {
	const caller = new AbortController();
	outgoing.once("close", () => caller.abort());
	try {
		const method = incoming.method ?? "GET";
		const hasBody = method !== "GET" && method !== "HEAD";
		const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values]) =>
			(values ?? []).map((value): [string, string] => [name, value]),
		);
		const request = new Request(base + incoming.url, {
			method,
			headers,
			signal: caller.signal,
			...(hasBody && { body: new Uint8Array(await buffer(incoming)) }),
		});
		const response = await handler(request);
		outgoing.writeHead(response.status, Object.fromEntries(response.headers));
		outgoing.end(Buffer.from(await response.arrayBuffer()));
	} catch {
		outgoing.destroy();
	}
}
