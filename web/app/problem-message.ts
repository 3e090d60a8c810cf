import { m } from "~/paraglide/messages.js";
import { issueWords } from "./issue-words";
import type { Problem } from "./problem";

const byCode: Record<string, () => string> = {
	invalid_email_or_password: m.problem_invalid_email_or_password,
	email_not_verified: m.problem_email_not_verified,
	foreign_origin: m.problem_foreign_origin,
	forbidden: m.problem_forbidden,
	tenant_suspended: m.problem_tenant_suspended,
	tenant_pending: m.problem_tenant_pending,
	tenant_closed: m.problem_tenant_closed,
	limit_reached: m.problem_limit_reached,
	not_found: m.problem_not_found,
	conflict: m.problem_conflict,
	already_exists: m.problem_already_exists,
	idempotency_in_flight: m.problem_idempotency_in_flight,
	payload_too_large: m.problem_payload_too_large,
	unsupported_media_type: m.problem_unsupported_media_type,
	validation_failed: m.problem_validation_failed,
	amount_mismatch: m.problem_amount_mismatch,
	currency_mismatch: m.problem_currency_mismatch,
	insufficient_funds: m.problem_insufficient_funds,
	invalid_token: m.problem_invalid_token,
	password_rejected: m.problem_password_rejected,
	provider_refused: m.problem_provider_refused,
	provider_unavailable: m.problem_provider_unavailable,
	internal: m.problem_internal,
	not_ready: m.problem_unreachable,
	unreachable: m.problem_unreachable,
};

/** What went wrong, in the reader's language. The API's detail is kept where it says more than the code does. */
export function problemMessage(problem: Problem): string {
	if (problem.code === "account_locked") return m.problem_account_locked({ minutes: minutes(problem) });
	if (problem.code === "rate_limited") return m.problem_rate_limited({ wait: waitText(problem) });
	const text = byCode[problem.code]?.() ?? problem.title;
	return specific.has(problem.code) && problem.detail ? `${text} ${issueWords(problem.detail)}` : text;
}

const specific = new Set(["conflict", "password_rejected", "limit_reached", "bad_request", "provider_refused"]);

function minutes(problem: Problem): number {
	return Math.max(1, Math.ceil((problem.retryAfter ?? 900) / 60));
}

function waitText(problem: Problem): string {
	const seconds = problem.retryAfter ?? 60;
	return seconds < 90
		? m.wait_seconds({ count: Math.ceil(seconds) })
		: m.wait_minutes({ count: Math.ceil(seconds / 60) });
}
