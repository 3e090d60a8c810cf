import { isbot } from "isbot";
import { renderToReadableStream } from "react-dom/server";
import type { EntryContext, RouterContextProvider } from "react-router";
import { ServerRouter } from "react-router";
import { nonce as nonceContext } from "./context";
import { NonceContext } from "./nonce";
import { setSecurityHeaders } from "./security-headers.server";

export const streamTimeout = 5_000;

export default async function handleRequest(
	request: Request,
	status: number,
	headers: Headers,
	routerContext: EntryContext,
	context: RouterContextProvider,
) {
	const nonce = context.get(nonceContext);
	setSecurityHeaders(headers, new URL(request.url), nonce);
	headers.set("Content-Type", "text/html; charset=utf-8");
	if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-cache");
	if (request.method === "HEAD") return new Response(null, { status, headers });

	let finalStatus = status;
	const body = await renderToReadableStream(
		<NonceContext value={nonce}>
			<ServerRouter context={routerContext} url={request.url} nonce={nonce} />
		</NonceContext>,
		{
			nonce,
			signal: AbortSignal.timeout(streamTimeout + 1000),
			onError(error) {
				finalStatus = 500;
				console.error("render.failed", error);
			},
		},
	);
	if (isbot(request.headers.get("user-agent"))) await body.allReady;
	return new Response(body, { status: finalStatus, headers });
}
