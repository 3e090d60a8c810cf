/** Every error the API can answer with: HTTP status and English title. The web app translates by code. */
export const CATALOGUE = {
	bad_request: [400, "The request cannot be read"],
	unauthenticated: [401, "Sign in first"],
	invalid_email_or_password: [401, "E-mail or password is wrong"],
	signature_refused: [401, "The signature is not right"],
	forbidden: [403, "Not allowed"],
	foreign_origin: [403, "Requests from this origin are refused"],
	email_not_verified: [403, "Verify your e-mail first"],
	tenant_suspended: [403, "This organisation is suspended"],
	tenant_pending: [403, "This organisation is not active yet"],
	tenant_closed: [403, "This organisation is closed"],
	limit_reached: [403, "The plan's limit is reached"],
	not_found: [404, "Not found"],
	method_not_allowed: [405, "Method not allowed"],
	conflict: [409, "Not possible in the present state"],
	already_exists: [409, "It exists already"],
	idempotency_in_flight: [409, "The same request is still being processed"],
	payload_too_large: [413, "The request is too large"],
	unsupported_media_type: [415, "This kind of content is not accepted"],
	validation_failed: [422, "The request is not valid"],
	amount_mismatch: [422, "The amount does not match the invoice"],
	currency_mismatch: [422, "The currency does not match the invoice"],
	idempotency_key_reused: [422, "This idempotency key was used for another request"],
	insufficient_funds: [402, "The wallet balance is too low"],
	account_locked: [429, "Too many failed sign-ins; the account is locked for a while"],
	rate_limited: [429, "Too many requests"],
	quota_exceeded: [402, "The quota of this period is spent"],
	invalid_api_key: [401, "The API key is not valid"],
	invalid_token: [400, "The link is invalid, expired or used"],
	password_rejected: [422, "This password cannot be used"],
	provider_refused: [422, "The payment provider refused it"],
	provider_unavailable: [503, "The payment provider does not answer"],
	second_person_needed: [409, "A second person has to agree"],
	internal: [500, "Something went wrong on our side"],
	not_ready: [503, "Not ready"],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ErrorCode = keyof typeof CATALOGUE;

/** One complaint about one field; `pointer` is a JSON pointer into the body, or `?name`, `{name}` for query and path. */
export type FieldIssue = { pointer: string; detail: string };

type AppErrorOptions = {
	issues?: FieldIssue[];
	cause?: unknown;
	retryAfter?: number;
	/** Members that this kind of problem has beside the usual ones. */
	members?: Record<string, unknown>;
};

/** The only error that use cases throw. `detail` is for the client, `cause` for the log. */
export class AppError extends Error {
	readonly code: ErrorCode;
	readonly detail: string | undefined;
	readonly issues: FieldIssue[] | undefined;
	/** Seconds until a retry makes sense. */
	readonly retryAfter: number | undefined;
	readonly members: Record<string, unknown> | undefined;

	constructor(code: ErrorCode, detail?: string, options: AppErrorOptions = {}) {
		super(detail ?? CATALOGUE[code][1], { cause: options.cause });
		this.name = "AppError";
		this.code = code;
		this.detail = detail;
		this.issues = options.issues;
		this.retryAfter = options.retryAfter;
		this.members = options.members;
	}
}

/** A 422 about a single field. */
export function invalid(pointer: string, detail: string, code: ErrorCode = "validation_failed"): AppError {
	return new AppError(code, detail, { issues: [{ pointer, detail }] });
}

/** RFC 9457 problem details with the members `code`, `issues` and `requestId`. */
export type Problem = {
	type: string;
	title: string;
	status: number;
	code: ErrorCode;
	requestId: string;
	detail?: string;
	instance?: string;
	issues?: FieldIssue[];
	[member: string]: unknown;
};

export function toProblem(error: AppError, requestId: string, instance?: string): Problem {
	const [status, title] = CATALOGUE[error.code];
	return {
		...error.members,
		type: `/problems/${error.code.replaceAll("_", "-")}`,
		title,
		status,
		code: error.code,
		requestId,
		...(error.detail && { detail: error.detail }),
		...(instance && { instance }),
		...(error.issues && { issues: error.issues }),
	};
}

export function problemResponse(error: AppError, requestId: string, instance?: string): Response {
	const problem = toProblem(error, requestId, instance);
	const body = new TextEncoder().encode(JSON.stringify(problem));
	const headers = new Headers({
		...{ "content-type": "application/problem+json", "cache-control": "no-store" },
		"content-length": String(body.byteLength),
	});
	if (error.retryAfter) headers.set("retry-after", String(Math.ceil(error.retryAfter)));
	return new Response(body, { status: problem.status, headers });
}
