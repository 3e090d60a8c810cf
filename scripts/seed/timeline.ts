/** Something that happens at a moment of the past, and what follows from it. */
export type Step = { at: number; run: (at: number) => Promise<Step[] | undefined> };

/**
 * Plays the steps in the order of their time, so that invoice numbers, audit log and balances grow as they
 * would have. What would happen after `until` has not happened.
 */
export async function play(steps: readonly Step[], until: number): Promise<number> {
	const wallClock = Date.now;
	try {
		return await playAll([...steps], until, (at) => {
			Date.now = () => at;
		});
	} finally {
		Date.now = wallClock;
	}
}

/** The clock on the wall shows the story's time too: ids are sorted by it, and the practice gateways live by it. */
async function playAll(waiting: Step[], until: number, setClock: (at: number) => void): Promise<number> {
	let played = 0;
	for (;;) {
		waiting.sort((a, b) => b.at - a.at);
		const next = waiting.pop();
		if (!next || next.at > until) return played;
		setClock(next.at);
		waiting.push(...((await next.run(next.at)) ?? []));
		played++;
	}
}
