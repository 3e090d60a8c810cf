import { StripeFault } from "./faults.ts";

export type Answer = { status: number; body: unknown };

const KEPT_MS = 24 * 60 * 60_000;
/** A request that was not begun may be mended and sent again under the same key. */
const NOT_BEGUN = new Set([400, 401, 404, 409, 429]);

/** Stripe's memory of POSTs: the first answer of each key for a day, whether it was good or bad. */
export function newIdempotency(now: () => number) {
	/** No answer: the first request is still under way. */
	const known = new Map<string, { fingerprint: string; answer: Answer | null; at: number }>();
	return {
		/** The earlier answer; null for a new key, which is taken from then on. Throws where it is not to be had. */
		take(key: string, fingerprint: string): Answer | null {
			const earlier = known.get(key);
			if (!earlier || earlier.at + KEPT_MS <= now()) {
				known.set(key, { fingerprint, answer: null, at: now() });
				return null;
			}
			if (earlier.fingerprint !== fingerprint) throw OTHER_REQUEST();
			if (!earlier.answer) throw IN_USE();
			return earlier.answer;
		},
		remember(key: string, fingerprint: string, answer: Answer): void {
			if (NOT_BEGUN.has(answer.status)) known.delete(key);
			else known.set(key, { fingerprint, answer, at: now() });
		},
	};
}

const OTHER_REQUEST = () =>
	new StripeFault(400, "idempotency_error", {
		message: "Keys for idempotent requests can only be used with the same parameters they were first used with.",
	});
const IN_USE = () =>
	new StripeFault(409, "idempotency_error", {
		code: "idempotency_key_in_use",
		message: "There is currently another in-progress request using this key.",
	});
