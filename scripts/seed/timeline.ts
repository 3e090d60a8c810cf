/** Something that happens at a moment of the past, and what follows from it. */
export type Step = { at: number; run: (at: number) => Promise<Step[] | undefined> };

/**
 * Plays the steps in the order of their time, so that invoice numbers, audit log and balances grow as they
 * would have. What would happen after `until` has not happened.
 */
export async function play(steps: readonly Step[], until: number): Promise<number> {
	const waiting = [...steps];
	let played = 0;
	for (;;) {
		waiting.sort((a, b) => b.at - a.at);
		const next = waiting.pop();
		if (!next || next.at > until) return played;
		waiting.push(...((await next.run(next.at)) ?? []));
		played++;
	}
}
