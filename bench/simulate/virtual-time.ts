export type Clock = { now: number };

const LEVELS = ["log", "info", "warn", "error"] as const;

/**
 * `run` in an isolate whose wall clock and network are the simulation's, and whose log, a line for every job, goes
 * nowhere. All three are put back afterwards.
 */
export async function inVirtualTime<T>(
	clock: Clock,
	reach: (request: Request) => Promise<Response> | null,
	run: () => Promise<T>,
): Promise<T> {
	const [wallClock, network] = [Date.now, globalThis.fetch];
	const voices = LEVELS.map((level) => console[level]);
	for (const level of LEVELS) console[level] = () => {};
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
		for (const [place, level] of LEVELS.entries()) console[level] = voices[place] ?? console[level];
	}
}
