import { type SubmissionResult, useForm } from "@conform-to/react";
import { useId } from "react";
import { useActionData } from "react-router";

type Options<Values> = {
	/** Keeps several forms of a page apart; the action answers with `{ [id]: lastResult }`-less `lastResult` of one. */
	id?: string;
	defaultValue?: Partial<{ [Key in keyof Values]: unknown }>;
	/** The answer of the action; the route's action data when not given (pass `fetcher.data?.lastResult` with a fetcher). */
	lastResult?: SubmissionResult | null;
};

/**
 * The state of a form whose rules live on the server: the action parses with the API's schema and answers
 * `{ lastResult }`; values come back in place. No schema reaches the browser.
 */
export function useActionForm<Values extends Record<string, unknown>>({
	id,
	defaultValue,
	lastResult,
}: Options<Values> = {}) {
	const ownId = useId();
	const answer = useActionData<{ lastResult?: SubmissionResult } | undefined>();
	return useForm<Values>({
		id: id ?? ownId,
		lastResult: lastResult === undefined ? answer?.lastResult : lastResult,
		defaultValue: defaultValue as never,
		shouldValidate: "onSubmit",
		shouldRevalidate: "onSubmit",
	});
}
