import { JSON_LIMIT, parseJson, readBody } from "#worker/kernel/body";
import type { PublicContext, UserActor } from "#worker/kernel/context";
import type { Database } from "#worker/kernel/database";
import { AppError, type ErrorCode, type FieldIssue } from "#worker/kernel/errors";
import { causeOf, log } from "#worker/kernel/log";
import type { TurnedAway } from "#worker/kernel/meters";
import { limitRate, type RateHeaders, type RateStore } from "#worker/kernel/rate-limit";
import { MINUTE } from "#worker/kernel/time";
import { parseInput } from "#worker/kernel/validation";
import { AUTH_PATH, authFor } from "./auth";
import { AUTH_ENDPOINTS, type AuthEndpoint } from "./auth-endpoints";

/** Credential requests a minute for one e-mail address, whoever sends them. */
const PER_ADDRESS = 10;

const CODES: Record<string, ErrorCode> = {
	INVALID_EMAIL_OR_PASSWORD: "invalid_email_or_password",
	INVALID_PASSWORD: "invalid_email_or_password",
	EMAIL_NOT_VERIFIED: "email_not_verified",
	INVALID_TOKEN: "invalid_token",
	TOKEN_EXPIRED: "invalid_token",
	UNAUTHORIZED: "unauthenticated",
	USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION: "not_found",
	ORGANIZATION_NOT_FOUND: "not_found",
	INVALID_ORIGIN: "foreign_origin",
};
const CODE_BY_STATUS: Record<number, ErrorCode> = { 401: "unauthenticated", 403: "forbidden", 404: "not_found" };

type AuthCall = {
	ctx: PublicContext;
	database: Database;
	store: RateStore;
	turnedAway: TurnedAway;
	request: Request;
	actor: UserActor | null;
};

/** Runs one better-auth endpoint between our own checks; its errors leave as our problems. */
export async function handleAuth(call: AuthCall): Promise<Response> {
	const { ctx, database, request, actor } = call;
	const url = new URL(request.url);
	const endpoint = AUTH_ENDPOINTS[url.pathname.slice(AUTH_PATH.length)];
	if (!endpoint) throw new AppError("not_found");
	if (endpoint.method !== request.method) throw new AppError("method_not_allowed");
	const input = await inputOf(endpoint, request, url);
	const limits = endpoint.credential ? await limitCredentials(call, input) : null;
	if (endpoint.signedIn && !actor) throw new AppError("unauthenticated");
	const step = { ctx, input, actor };
	await endpoint.before?.(step);
	const response = await authFor(ctx, database).handler(forward(request, url, endpoint, input));
	await endpoint.after?.(step, response.status);
	if (response.status >= 400) throw await translate(response);
	return withHeaders(response, limits);
}

async function inputOf(endpoint: AuthEndpoint, request: Request, url: URL): Promise<unknown> {
	if (endpoint.method === "GET") return parseInput(endpoint.input, Object.fromEntries(url.searchParams), "query");
	return parseInput(endpoint.input, parseJson(await readBody(request, JSON_LIMIT)), "body");
}

/** The library sees only what the schema let through: no callback URLs, no extra fields. */
function forward(request: Request, url: URL, endpoint: AuthEndpoint, input: unknown): Request {
	if (endpoint.method === "GET") {
		const target = new URL(url.pathname, url.origin);
		target.search = new URLSearchParams(input as Record<string, string>).toString();
		return new Request(target, { method: "GET", headers: request.headers });
	}
	const headers = new Headers(request.headers);
	headers.set("content-type", "application/json");
	headers.delete("content-length");
	if (!headers.has("origin")) headers.set("origin", url.origin);
	return new Request(url, { method: "POST", headers, body: JSON.stringify(input) });
}

async function limitCredentials({ ctx, store, turnedAway }: AuthCall, input: unknown): Promise<RateHeaders> {
	async function limit(name: string, most: number, caller: string): Promise<RateHeaders> {
		try {
			return await limitRate(store, { name, limit: most, windowMs: MINUTE }, caller, ctx.now);
		} catch (error) {
			if (error instanceof AppError) turnedAway(name, caller, null, error.retryAfter ?? 1);
			throw error;
		}
	}
	const headers = await limit("credentials", ctx.config.CREDENTIAL_REQUESTS_PER_MINUTE, ctx.ip ?? "unknown");
	const email = (input as { email?: string }).email;
	if (email) await limit("credentials-address", PER_ADDRESS, email);
	return headers;
}

async function translate(response: Response): Promise<AppError> {
	const body = (await response.json().catch(() => ({}))) as { code?: string; message?: string };
	const code = CODES[body.code ?? ""] ?? CODE_BY_STATUS[response.status];
	if (code) return new AppError(code);
	if (response.status >= 500) {
		log.error("auth.failed", { code: body.code, cause: causeOf(body.message) });
		return new AppError("internal", undefined, { cause: new Error(JSON.stringify(body)) });
	}
	const issues: FieldIssue[] = [{ pointer: "", detail: body.message ?? "refused" }];
	return new AppError("validation_failed", body.message, { issues });
}

function withHeaders(response: Response, limits: RateHeaders | null): Response {
	const headers = new Headers(response.headers);
	headers.set("cache-control", "no-store");
	for (const [name, value] of Object.entries(limits ?? {})) headers.set(name, value);
	return new Response(response.body, { status: response.status, headers });
}
