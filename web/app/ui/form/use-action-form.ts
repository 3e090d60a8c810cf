import { type SubmissionResult, useForm } from "@conform-to/react";
import { useId, useState } from "react";
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
	const result = lastResult === undefined ? answer?.lastResult : lastResult;
	const version = useVersion(JSON.stringify(defaultValue), result?.status === "error");
	return useForm<Values>({
		id: `${id ?? ownId}${version}`,
		lastResult: result,
		defaultValue: defaultValue as never,
		shouldValidate: "onSubmit",
		shouldRevalidate: "onSubmit",
	});
}

/**
 * Saved values are new defaults: under another id the form starts afresh from them, or it would take itself for
 * unsaved. While something is wrong it stays, with what was typed and the errors.
 */
function useVersion(saved: string | undefined, wrong: boolean): string {
	const [known, setKnown] = useState({ saved, count: 0 });
	if (known.saved !== saved && !wrong) setKnown({ saved, count: known.count + 1 });
	return known.count === 0 ? "" : `-${known.count}`;
}
