import { data } from "react-router";
import { readCookie } from "./cookies";
import type { Outcome, Problem } from "./problem";
import { isProblem } from "./problem";

type Fetcher = { fetch(request: Request): Promise<Response> };
type Scalar = string | number | boolean | null | undefined;
type CallInit = {
	params?: { path?: Record<string, string>; query?: Record<string, Scalar> };
	body?: unknown;
	headers?: Record<string, string>;
};
type Answer<T> = { data?: T; error?: unknown; response: Response };
type Call = (path: `/api/v1/${string}`, init?: CallInit) => Promise<Answer<unknown>>;

/** Calls the API worker as the person who made this request. Same shape as the SDK's client. */
export type Api = Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE", Call>;

// The API limits by address, shows devices by user agent and refuses writes from a foreign Origin.
const forwarded = ["cookie", "origin", "user-agent", "cf-connecting-ip", "cf-ray", "x-request-id"];

export function createApi(service: Fetcher, request: Request, locale: string): Api {
	const shared = forwardedHeaders(request, locale);
	function method(name: keyof Api): Call {
		return async (path, init = {}) => {
			const headers = new Headers(shared);
			for (const [key, value] of Object.entries(init.headers ?? {})) headers.set(key, value);
			const body = encodeBody(init.body, headers);
			const url = new URL(expand(path, init.params), request.url);
			const response = await service.fetch(new Request(url, { method: name, headers, body, redirect: "manual" }));
			const content: unknown = await response.json().catch(() => null);
			return response.ok ? { data: content, response } : { error: content, response };
		};
	}
	return {
		GET: method("GET"),
		POST: method("POST"),
		PUT: method("PUT"),
		PATCH: method("PATCH"),
		DELETE: method("DELETE"),
	};
}

function forwardedHeaders(request: Request, locale: string): Headers {
	const headers = new Headers({ accept: "application/json", "accept-language": locale });
	for (const name of forwarded) {
		const value = request.headers.get(name);
		if (value) headers.set(name, value);
	}
	if (!headers.has("x-request-id")) headers.set("x-request-id", crypto.randomUUID());
	const tenant = readCookie(request.headers.get("cookie"), "sewa_tenant");
	if (tenant) headers.set("sewa-tenant", tenant);
	return headers;
}

function encodeBody(body: unknown, headers: Headers): BodyInit | null {
	if (body === undefined) return null;
	if (body instanceof FormData || body instanceof Blob) return body;
	headers.set("content-type", "application/json");
	return JSON.stringify(body);
}

function expand(path: string, params: CallInit["params"]): string {
	const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params?.path?.[name] ?? ""));
	const query = new URLSearchParams();
	for (const [key, value] of Object.entries(params?.query ?? {}))
		if (value !== undefined && value !== null && value !== "") query.set(key, String(value));
	return query.size > 0 ? `${filled}?${query}` : filled;
}

/** Reads an answer of the API; never throws, also not when the API could not be reached. */
export async function outcome<T>(call: Promise<Answer<T | unknown>>): Promise<Outcome<T>> {
	try {
		const { data: content, error, response } = await call;
		if (response.ok) return { ok: true, data: content as T, headers: response.headers };
		return { ok: false, problem: toProblem(response, error), headers: response.headers };
	} catch (error) {
		console.error("api.unreachable", error);
		const problem = {
			type: "/problems/unreachable",
			title: "The service did not answer",
			status: 502,
			code: "unreachable",
		};
		return { ok: false, problem, headers: new Headers() };
	}
}

function toProblem(response: Response, body: unknown): Problem {
	const retryAfter = Number(response.headers.get("retry-after")) || undefined;
	const requestId = response.headers.get("x-request-id") ?? undefined;
	if (isProblem(body)) return { requestId, ...body, retryAfter };
	const code = response.status === 404 ? "not_found" : "internal";
	return {
		type: `/problems/${code}`,
		title: response.statusText,
		status: response.status,
		code,
		requestId,
		retryAfter,
	};
}

/** For loaders: the data, or the page's error boundary with the problem. */
export async function required<T>(call: Promise<Answer<T | unknown>>): Promise<T> {
	const result = await outcome<T>(call);
	if (result.ok) return result.data;
	throw data(result.problem, result.problem.status);
}
