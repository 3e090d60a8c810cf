import { data } from "react-router";
import { outcome } from "~/api.server";

/** The data, or null where the API says there is none yet; anything else is the page's error. */
export async function foundOrNull<T>(call: Parameters<typeof outcome<T>>[0]): Promise<T | null> {
	const result = await outcome(call);
	if (result.ok) return result.data;
	if (result.problem.status === 404) return null;
	throw data(result.problem, result.problem.status);
}
