import type { SubmissionResult } from "@conform-to/react";
import type { Fetcher } from "react-router";
import { useActionData } from "react-router";
import { useToastOf } from "~/ui/use-toast-of";

export type FormAnswer = { lastResult?: SubmissionResult; toast?: string };

/**
 * The answer to one form of several on a page: its fetcher's, or without JavaScript the action's when that
 * form was the one sent. `field` is a name only this form has.
 */
export function useFormAnswer(fetcher: Fetcher<FormAnswer>, field: string): SubmissionResult | null {
	const posted = useActionData<FormAnswer>();
	useToastOf(fetcher.data);
	if (fetcher.data) return fetcher.data.lastResult ?? null;
	const { initialValue, error } = posted?.lastResult ?? {};
	const mine = (initialValue && field in initialValue) || (error && field in error);
	return (mine && posted?.lastResult) || null;
}
