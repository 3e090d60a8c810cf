import type { SubmissionResult } from "@conform-to/react";
import type { Fetcher } from "react-router";
import { useActionData } from "react-router";
import { useToastOf } from "~/ui/use-toast-of";

export type FormAnswer = { lastResult?: SubmissionResult; toast?: string };

/**
 * The answer to one form of several on a page: its fetcher's, or without JavaScript the action's when this
 * form's button was the one pressed.
 */
export function useFormAnswer(fetcher: Fetcher<FormAnswer>, intent: string): SubmissionResult | null {
	const posted = useActionData<FormAnswer>();
	useToastOf(fetcher.data);
	if (fetcher.data) return fetcher.data.lastResult ?? null;
	const result = posted?.lastResult;
	return result?.initialValue?.intent === intent ? result : null;
}
