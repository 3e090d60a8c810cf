import { faultResponse } from "./api.ts";
import { StripeFault } from "./faults.ts";
import { textOf } from "./forms.ts";
import { type Answer, newIdempotency } from "./idempotency.ts";

/** How the next requests to the API are treated, one each, in order. */
export type RequestTrouble =
	/** An HTTP status, with nothing done. */
	| number
	/** No answer, nothing done. */
	| "hang"
	/** Done, but there is no answer. */
	| "hang_after"
	/** Done, but the connection breaks before the answer. */
	| "drop_after"
	/** Done, answered with 500, which is what the key is answered with from now on. */
	| "fail_after";

type Settings = { secretKey: string; now: () => number; name: (prefix: string) => string };
type Handler = (request: Request) => Response | Promise<Response>;

/** What every request passes before and after it is handled: bad days, the key, and idempotency. */
export function newGate({ secretKey, now, name }: Settings, handle: Handler) {
	const troubles: RequestTrouble[] = [];
	const idempotency = newIdempotency(now);

	async function pass(request: Request): Promise<Response> {
		const trouble = troubles.shift();
		if (trouble === "hang") return silence(request);
		if (typeof trouble === "number") return refusal(trouble);
		const { answer, replayed } = await judge(request, trouble === "fail_after");
		if (trouble === "hang_after") return silence(request);
		if (trouble === "drop_after") throw new TypeError("the connection was lost");
		const headers = { "request-id": name("req_"), ...(replayed && { "idempotent-replayed": "true" }) };
		return Response.json(answer.body, { status: answer.status, headers });
	}

	async function judge(request: Request, fails: boolean): Promise<{ answer: Answer; replayed: boolean }> {
		if (request.headers.get("authorization") !== `Bearer ${secretKey}`) return fresh(await read(UNAUTHORISED()));
		const key = request.method === "POST" ? request.headers.get("idempotency-key") : null;
		if (!key) return fresh(await read(await handle(request)));
		const fingerprint = `${new URL(request.url).pathname}\n${await textOf(request.clone())}`;
		const earlier = recalled(key, fingerprint);
		if (earlier) return earlier;
		const answer = await read(await handle(request));
		const said = fails ? await read(refusal(500)) : answer;
		idempotency.remember(key, fingerprint, said);
		return fresh(said);
	}

	function recalled(key: string, fingerprint: string): { answer: Answer; replayed: boolean } | null {
		try {
			const answer = idempotency.take(key, fingerprint);
			return answer && { answer, replayed: true };
		} catch (error) {
			if (!(error instanceof StripeFault)) throw error;
			return fresh({ status: error.status, body: { error: error.fields } });
		}
	}

	return { pass, misbehave: (...next: RequestTrouble[]) => void troubles.push(...next) };
}

const fresh = (answer: Answer) => ({ answer, replayed: false });
const read = async (response: Response): Promise<Answer> => ({ status: response.status, body: await response.json() });

const UNAUTHORISED = () =>
	faultResponse(new StripeFault(401, "invalid_request_error", { message: "Invalid API Key provided: sk_test_****" }));

function refusal(status: number): Response {
	const [type, code] = status === 429 ? ["invalid_request_error", "rate_limit"] : ["api_error", undefined];
	return faultResponse(new StripeFault(status, type, { code, message: "Something went wrong on our end." }));
}

/** Never answers; ends when the other side gives up. */
function silence({ signal }: Request): Promise<never> {
	return new Promise((_, reject) => {
		if (signal.aborted) reject(signal.reason);
		signal.addEventListener("abort", () => reject(signal.reason), { once: true });
	});
}
