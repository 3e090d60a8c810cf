import { setTimeout } from "node:timers/promises";

const COLLECTED = /Mark-Compact .*-> ([\d.]+) .*testing; GC/g;
/** V8 prints by the page: after so many more collections it has printed those that count. */
const FLUSH = 40;

/**
 * What a worker holds once its garbage is collected. Call it before workerd starts: the worker can then be asked for
 * `gc()`, and V8 writes what is left to workerd's output, which `heard` is to be given. More flags may be given outside.
 */
export function watchGarbage() {
	const asked = process.env.MINIFLARE_WORKERD_V8_FLAGS;
	process.env.MINIFLARE_WORKERD_V8_FLAGS = ["--expose-gc --trace-gc", ...(asked ? [asked] : [])].join(" ");
	const live: number[] = [];
	return {
		heard(text: string): void {
			for (const [, megabytes] of text.matchAll(COLLECTED)) live.push(Number(megabytes));
		},
		/** Megabytes held after each collection so far. @param collect has the worker collect its garbage */
		async held(collect: () => Promise<unknown>): Promise<number[]> {
			for (let n = 0; n < FLUSH; n++) await collect();
			await setTimeout(500);
			return live;
		},
	};
}
