import { data } from "react-router";
import type { Outcome } from "~/problem";

/** The answer to a dialog or a button: what to say when it went well, or the problem in place. */
export async function answer<T>(asked: Promise<Outcome<T>>, toast: string) {
	const done = await asked;
	return done.ok ? { ok: true as const, toast } : data({ problem: done.problem }, done.problem.status);
}
