export type Clock = { now: number };

/** `run` in an isolate whose wall clock and network are the simulation's; both are put back afterwards. */
export async function inVirtualTime<T>(
	clock: Clock,
	reach: (request: Request) => Promise<Response> | null,
	run: () => Promise<T>,
): Promise<T> {
	const [wallClock, network] = [Date.now, globalThis.fetch];
	Date.now = () => clock.now;
	globalThis.fetch = (input, init) => {
		const request = new Request(input as RequestInfo, init);
		return reach(request) ?? network(request);
	};
	try {
		return await run();
	} finally {
		Date.now = wallClock;
		globalThis.fetch = network;
	}
}
