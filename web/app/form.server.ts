import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data } from "react-router";
import type * as z from "zod";
import { m } from "~/paraglide/messages.js";
import { formatNumber } from "./format";
import { issueWords } from "./issue-words";
import { getLocale } from "./paraglide/runtime.js";
import type { Problem } from "./problem";
import { fieldErrors } from "./problem";
import { problemMessage } from "./problem-message";

type Parsed<Schema extends z.ZodType> = ReturnType<typeof parseForm<Schema>>;

/** Reads a form by the API's own schema, with messages in the reader's language. */
export function parseForm<Schema extends z.ZodType>(form: FormData, schema: Schema) {
	return parseWithZod(form, { schema, error: explain });
}

/** The answer to a form that cannot be taken as it is: the values come back with the errors in place. */
export function invalidForm<Schema extends z.ZodType>(submission: Parsed<Schema>) {
	return data({ lastResult: inWords(submission.reply({ hideFields: secrets })) }, 422);
}

/** The answer when the API refused: its field issues in place, anything else at the top of the form. */
export function refusedForm<Schema extends z.ZodType>(submission: Parsed<Schema>, problem: Problem) {
	const { formErrors, fieldErrors: fields } = fieldErrors(problem);
	const unplaced = !problem.issues?.length || problem.code === "account_locked" || problem.code === "rate_limited";
	const reply = submission.reply({
		formErrors: unplaced ? [problemMessage(problem)] : formErrors,
		fieldErrors: fields,
		hideFields: secrets,
	});
	return data({ lastResult: inWords(reply), problem }, problem.status);
}

function inWords(reply: SubmissionResult): SubmissionResult {
	const error = Object.entries(reply.error ?? {}).map(([name, issues]) => [name, issues?.map(issueWords) ?? null]);
	return reply.error ? { ...reply, error: Object.fromEntries(error) } : reply;
}

const secrets = ["password", "newPassword", "currentPassword", "serverKey", "secretKey", "webhookSecret"];

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

/** Undefined leaves the schema's own words. */
function explain(issue: RawIssue): string | undefined {
	if (issue.input === undefined || issue.input === "") return m.form_required();
	switch (issue.code) {
		case "too_small":
			return explainTooSmall(issue.origin, Number(issue.minimum));
		case "too_big":
			return explainTooBig(issue.origin, Number(issue.maximum));
		case "invalid_format":
			return formats[issue.format]?.() ?? m.form_invalid();
		case "invalid_type":
			return issue.expected === "number" || issue.expected === "int" ? m.form_number() : m.form_invalid();
		case "invalid_value":
			return m.form_choose();
		default:
			return undefined;
	}
}

const formats: Record<string, () => string> = { email: m.form_email, url: m.form_url };

function explainTooSmall(origin: string, limit: number): string {
	if (origin === "string") return limit <= 1 ? m.form_required() : m.form_too_short({ count: limit });
	return origin === "array" ? m.form_choose() : m.form_at_least({ limit: formatNumber(limit, getLocale()) });
}

function explainTooBig(origin: string, limit: number): string {
	if (origin === "string") return m.form_too_long({ count: limit });
	return origin === "array"
		? m.form_too_many({ count: limit })
		: m.form_at_most({ limit: formatNumber(limit, getLocale()) });
}
