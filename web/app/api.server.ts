import { createSewa, type Sewa } from "@sewa/sdk";
import { data } from "react-router";
import type { Outcome, Problem } from "./problem";
import { isProblem } from "./problem";

type Fetcher = { fetch(request: Request): Promise<Response> };
type Answer<T> = { data?: T; error?: unknown; response: Response };

/** Calls the API worker as the person who made this request. */
export type Api = Sewa;

// The API limits by address, shows devices by user agent and refuses writes from a foreign Origin.
const forwarded = ["cookie", "origin", "user-agent", "cf-connecting-ip", "cf-ray", "x-request-id", "sewa-tenant"];

export function createApi(service: Fetcher, request: Request, locale: string): Api {
	return createSewa({
		baseUrl: new URL(request.url).origin,
		fetch: (call) => service.fetch(call),
		headers: forwardedHeaders(request, locale),
		redirect: "manual",
	});
}

function forwardedHeaders(request: Request, locale: string): Headers {
	const headers = new Headers({ accept: "application/json", "accept-language": locale });
	for (const name of forwarded) {
		const value = request.headers.get(name);
		if (value) headers.set(name, value);
	}
	if (!headers.has("x-request-id")) headers.set("x-request-id", crypto.randomUUID());
	return headers;
}

/** Reads an answer of the API; never throws, also not when the API could not be reached. */
export async function outcome<T>(call: Promise<Answer<T>>): Promise<Outcome<T>> {
	try {
		const { data: content, error, response } = await call;
		if (response.ok) return { ok: true, data: content as T, headers: response.headers };
		return { ok: false, problem: toProblem(response, error), headers: response.headers };
	} catch (error) {
		console.error("api.unreachable", error);
		return { ok: false, problem: unreachable, headers: new Headers() };
	}
}

const unreachable: Problem = {
	type: "/problems/unreachable",
	title: "The service did not answer",
	status: 502,
	code: "unreachable",
};

function toProblem(response: Response, body: unknown): Problem {
	const { status } = response;
	const retryAfter = Number(response.headers.get("retry-after")) || undefined;
	const requestId = response.headers.get("x-request-id") ?? undefined;
	if (isProblem(body)) return { requestId, ...body, retryAfter };
	const code = status === 404 ? "not_found" : "internal";
	return { type: `/problems/${code}`, title: response.statusText, status, code, requestId, retryAfter };
}

/** For loaders: the data, or the page's error boundary with the problem. */
export async function required<T>(call: Promise<Answer<T>>): Promise<T> {
	const result = await outcome(call);
	if (result.ok) return result.data;
	throw data(result.problem, result.problem.status);
}

/** Keeps a file for the tenant; for forms that were posted without JavaScript. */
export function uploadFile(api: Api, file: File) {
	const body = new FormData();
	body.set("file", file);
	return outcome(api.POST("/api/v1/files", { body: { file: "" }, bodySerializer: () => body }));
}
