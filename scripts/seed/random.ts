/** The same numbers for the same seed (mulberry32), so that the demo data says the same everywhere. */
export type Random = {
	/** A whole number from `low` to `high`, both included. */
	between: (low: number, high: number) => number;
	pick: <T>(from: readonly [T, ...T[]]) => T;
	chance: (percent: number) => boolean;
	digits: (count: number) => string;
};

export function randomFrom(seed: number): Random {
	let state = seed >>> 0;
	const fraction = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
	const between = (low: number, high: number) => low + Math.floor(fraction() * (high - low + 1));
	return {
		between,
		pick: (from) => from[between(0, from.length - 1)] ?? from[0],
		chance: (percent) => fraction() * 100 < percent,
		digits: (count) => Array.from({ length: count }, () => between(0, 9)).join(""),
	};
}
