import type { ShouldRevalidateFunctionArgs } from "react-router";

/**
 * Loads again also when an action was refused, which React Router leaves out: somebody else may have been
 * faster, and the next attempt needs a fresh idempotency key. Routes re-export it as `shouldRevalidate`.
 */
export function reloadAfterAction({ formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean {
	return formMethod === "POST" || defaultShouldRevalidate;
}
