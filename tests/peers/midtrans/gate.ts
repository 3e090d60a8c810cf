import type { Context, MiddlewareHandler } from "hono";
import type { Misbehaviour, Moods, Operation } from "./misbehaviour.ts";

type Gate = { serverKey: string; moods: Moods; operation: Operation; refuse: Refuse };
/** How an interface words a refusal: Snap and Core differ. */
export type Refuse = (c: Context, status: 400 | 401 | 413 | 500, message: string) => Response;
type Mood = ReturnType<Moods["forRequest"]>;

/** What happens to every request to the API: bad days, Basic auth to the letter, JSON. */
export function gate({ serverKey, moods, operation, refuse }: Gate): MiddlewareHandler {
	const expected = `Basic ${btoa(`${serverKey}:`)}`;
	return async (c, next) => {
		const mood = moods.forRequest(operation);
		if (mood?.kind === "error_before") return answerError(mood);
		if (c.req.header("authorization") !== expected)
			return refuse(c, 401, "Access denied due to unauthorized transaction, please check client or server key");
		if (c.req.method === "POST" && !c.req.header("content-type")?.startsWith("application/json"))
			return refuse(c, 413, "The request cannot be processed due to malformed syntax in the request body");
		await next();
		await loseAnswer(mood, c.req.raw.signal);
		return undefined;
	};
}

function answerError({ status }: Extract<Misbehaviour, { kind: "error_before" }>): Response {
	return new Response("<html><body>Something is wrong on our side</body></html>", {
		status,
		headers: { "content-type": "text/html" },
	});
}

async function loseAnswer(mood: Mood, signal: AbortSignal): Promise<void> {
	if (mood?.kind === "drop_after") throw new TypeError("the connection was lost");
	if (mood?.kind !== "hang_after") return;
	await new Promise((_, reject) => {
		const giveUp = () => reject(new TypeError("the caller gave up"));
		if (signal.aborted) giveUp();
		signal.addEventListener("abort", giveUp);
	});
}
