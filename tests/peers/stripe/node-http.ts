import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";

export type WebHandler = (request: Request) => Promise<Response>;

/** Serves a web-standard handler; where it throws, the connection breaks, as it does when a server dies. */
export async function serve(handle: WebHandler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
	const leaving = new AbortController();
	outgoing.once("close", () => leaving.abort(new DOMException("the client is gone", "AbortError")));
	try {
		const response = await handle(await requestOf(incoming, leaving.signal));
		const body = new Uint8Array(await response.arrayBuffer());
		outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(body);
	} catch {
		outgoing.destroy();
	}
}

async function requestOf(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
	const { method = "GET", url = "/", headers } = incoming;
	const body = method === "GET" || method === "HEAD" ? null : new Uint8Array(await buffer(incoming));
	const entries = Object.entries(headers).flatMap(([name, value]) =>
		typeof value === "string" ? [[name, value] as [string, string]] : [],
	);
	return new Request(new URL(url, `http://${headers.host ?? "localhost"}`), { method, headers: entries, body, signal });
}
