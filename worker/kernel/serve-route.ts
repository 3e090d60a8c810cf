import type * as z from "zod";
import { enter } from "./admission";
import { JSON_LIMIT, parseJson, readBody, UPLOAD_LIMIT } from "./body";
import type { BaseContext, Session } from "./context";
import { AppError, problemResponse } from "./errors";
import type { Gate } from "./gate";
import { claim, fingerprintOf, settle } from "./idempotency";
import type { Id } from "./ids";
import type { Route } from "./route";
import type { SystemDb } from "./system-db";
import { parseInput } from "./validation";

export type Caller = { base: BaseContext; db: SystemDb; session: Session | null; gate: Gate };

/** Admission, input, idempotency, use case, answer: the way of every request. */
export async function serveRoute(route: Route, caller: Caller, request: Request, pathParams: Record<string, string>) {
	const ctx = await enter(route, caller, request.headers.get("sewa-tenant"));
	const params = route.params && parseInput(route.params, pathParams, "params");
	const query = route.query && parseInput(route.query, Object.fromEntries(new URL(request.url).searchParams), "query");
	if (route.raw)
		return toResponse(route, await route.handle(ctx as never, { params, query, request } as never), caller.base);
	checkMediaType(route, request);
	const bytes = await readBody(request, route.bodyLimit ?? (route.upload ? UPLOAD_LIMIT : JSON_LIMIT));
	const run = async () => {
		const body = route.body && parseInput(route.body, parseJson(bytes), "body");
		const copy = new Request(request.url, {
			method: request.method,
			headers: request.headers,
			...(route.upload && { body: bytes }),
		});
		const answer = await route.handle(ctx as never, { params, query, body, request: copy } as never);
		return toResponse(route, answer, caller.base);
	};
	const key = route.idempotent ? request.headers.get("idempotency-key") : null;
	if (key === null) {
		const response = await run();
		if (!unchanged(request, response)) return response;
		response.headers.delete("content-length");
		return new Response(null, { status: 304, headers: response.headers });
	}
	const scope = `${ctx.actor.id}:${"tenantId" in ctx ? (ctx.tenantId as Id<"tenant">) : "-"}`;
	const claimed = { scope, key: checkKey(key), fingerprint: await fingerprintOf(request, bytes), once: route.once };
	return once(caller, claimed, run);
}

async function once(
	caller: Caller,
	request: Parameters<typeof claim>[1] & Pick<Route, "once">,
	run: () => Promise<Response>,
): Promise<Response> {
	const stored = await claim(caller.db, request, Date.now());
	if (stored) {
		const type = stored.status >= 400 ? "application/problem+json" : "application/json";
		return new Response(stored.body, {
			status: stored.status,
			headers: { "content-type": type, "idempotency-replayed": "true" },
		});
	}
	const response = await run().catch((error: unknown) => {
		const known = error instanceof AppError ? error : new AppError("internal", undefined, { cause: error });
		return { thrown: error, answer: problemResponse(known, caller.base.requestId) };
	});
	const answer = "thrown" in response ? response.answer : response;
	const body = await answer.clone().text();
	const kept = request.once && answer.ok ? without(request.once, body) : body;
	await settle(caller.db, request, { status: answer.status, body: kept });
	if ("thrown" in response) throw response.thrown;
	return answer;
}

/** A JSON object with null in these fields. */
function without(fields: readonly string[], body: string): string {
	return JSON.stringify({ ...JSON.parse(body), ...Object.fromEntries(fields.map((field) => [field, null])) });
}

function checkMediaType({ mediaTypes }: Route, request: Request): void {
	const given = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
	if (mediaTypes && !mediaTypes.includes(given))
		throw new AppError("unsupported_media_type", `It takes ${mediaTypes.join(", ")}.`);
}

function checkKey(key: string): string {
	if (key.length >= 1 && key.length <= 255) return key;
	throw new AppError("bad_request", "An Idempotency-Key has 1 to 255 characters.");
}

async function toResponse(route: Route, answer: unknown, base: BaseContext): Promise<Response> {
	if (answer instanceof Response) return answer;
	if (answer === undefined || route.answer === null) return new Response(null, { status: 204 });
	const text = JSON.stringify(base.config.ENVIRONMENT === "test" ? truthful(route, answer) : answer);
	const body = new TextEncoder().encode(text);
	const headers = new Headers({
		...{ "content-type": "application/json", "cache-control": route.cache ?? "no-store" },
		"content-length": String(body.byteLength),
	});
	if (route.cache) headers.set("etag", await etagOf(body));
	return new Response(body, { status: route.status ?? 200, headers });
}

/** A cached answer is named by its content, so that who has it already gets a 304 (RFC 9110, 13.1.2). */
async function etagOf(body: Uint8Array): Promise<string> {
	const digest = await crypto.subtle.digest("SHA-256", body as BufferSource);
	return `"${btoa(String.fromCharCode(...new Uint8Array(digest.slice(0, 12))))}"`;
}

function unchanged(request: Request, response: Response): boolean {
	const etag = response.headers.get("etag");
	const known = request.headers
		.get("if-none-match")
		?.split(",")
		.map((tag) => tag.trim().replace(/^W\//, ""));
	return etag !== null && (known?.includes(etag) ?? false);
}

/** In tests an answer that its schema does not describe is an error: the OpenAPI document must not lie. */
function truthful(route: Route, answer: unknown): unknown {
	const result = (route.answer as z.ZodType).safeParse(answer);
	if (!result.success)
		throw new TypeError(`${route.method} ${route.path} answers what it does not declare: ${result.error.message}`);
	return answer;
}
