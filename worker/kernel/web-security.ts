import type { Context } from "hono";
import type { BaseContext } from "./context";
import { AppError } from "./errors";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** The API answers data, never pages: nothing of it may be framed, sniffed or run. (HSTS over plain HTTP is ignored.) */
export async function secureHeaders(c: Context, next: () => Promise<void>) {
	await next();
	const { headers } = c.res;
	headers.set("x-content-type-options", "nosniff");
	headers.set("referrer-policy", "strict-origin-when-cross-origin");
	if (!headers.has("content-security-policy"))
		headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
	headers.set("strict-transport-security", "max-age=63072000; includeSubDomains; preload");
}

/**
 * CSRF: a browser says where a request comes from; other sites' changes are refused. Callers without a
 * browser send neither header and carry no ambient cookie.
 */
export async function refuseForeignOrigin(c: Context<{ Variables: { base: BaseContext } }>, next: () => Promise<void>) {
	if (!SAFE.has(c.req.method)) {
		const origin = c.req.header("origin");
		const own = [new URL(c.req.url).host, new URL(c.var.base.config.APP_URL).host];
		const foreign = origin !== undefined && !own.some((host) => host === hostOf(origin));
		if (foreign || c.req.header("sec-fetch-site") === "cross-site") throw new AppError("foreign_origin");
	}
	await next();
}

function hostOf(origin: string): string | null {
	return URL.canParse(origin) ? new URL(origin).host : null;
}
