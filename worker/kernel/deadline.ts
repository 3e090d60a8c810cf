/**
 * Runs `act` with a signal that aborts after `ms` milliseconds. The timer ends with the answer: `AbortSignal.timeout` keeps
 * its own until it fires, and an isolate has 10,000 of them at most.
 * @throws TimeoutError, as `fetch` does, where the time is over before `act` is
 */
export async function withDeadline<T>(ms: number, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
	const controller = new AbortController();
	const timer = setTimeout(() => controller.abort(new DOMException("The time is over.", "TimeoutError")), ms);
	try {
		return await act(controller.signal);
	} finally {
		clearTimeout(timer);
	}
}
