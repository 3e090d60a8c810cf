import { Hono } from "hono";
import type { Env } from "./env";
import { openApiDocument } from "./kernel/openapi";
import type { Route } from "./kernel/route";
import { authRoutesForDocument } from "./modules/identity/document-auth";

export const API_VERSION = "0.1.0";

/** The document without what exists in development only. */
export function publishedDocument(routes: readonly Route[]) {
	return openApiDocument(
		[...authRoutesForDocument(), ...routes.filter((route) => !route.developmentOnly)],
		API_VERSION,
	);
}

/** `/api/v1/openapi.json` and, as a page to try it, `/docs` (Swagger UI, served from our own assets). */
export function documentation(routes: readonly Route[]) {
	const app = new Hono<{ Bindings: Env }>();
	let text: string | undefined;
	app.get("/api/v1/openapi.json", (c) => {
		text ??= JSON.stringify(publishedDocument(routes));
		return c.body(text, 200, { "content-type": "application/json", "cache-control": "public, max-age=300" });
	});
	app.get("/docs", (c) => {
		const nonce = crypto.randomUUID();
		c.header(
			"content-security-policy",
			`default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'`,
		);
		return c.html(page(nonce));
	});
	return app;
}

const page = (nonce: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sewa API</title>
<link rel="icon" href="/favicon.svg">
<link rel="stylesheet" href="/swagger/swagger-ui.css">
<style>
header { display: flex; gap: 1rem; align-items: baseline; padding: 0.75rem 1.25rem; font: 600 1rem system-ui, sans-serif; }
header h1 { margin: 0; font-size: 1rem; }
header a { color: #0f766e; }
</style>
</head>
<body>
<header><a href="/">sewa</a><h1>API</h1></header>
<main id="reference"><noscript>The interactive reference needs JavaScript; the document is at <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</noscript></main>
<script src="/swagger/swagger-ui-bundle.js"></script>
<script nonce="${nonce}">SwaggerUIBundle({ url: "/api/v1/openapi.json", dom_id: "#reference", deepLinking: true, validatorUrl: null });</script>
</body>
</html>`;
