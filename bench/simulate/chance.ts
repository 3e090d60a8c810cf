import { type Random, randomFrom } from "#scripts/seed/random";

/**
 * Chance that depends on names alone, not on who asked before: with a tenant, a day or a kind of fault left out,
 * everything else still happens as it did. FNV-1a over the names, mulberry32 from there.
 */
export function chanceOf(...names: readonly (string | number)[]): Random {
	let hash = 0x811c9dc5;
	for (const letter of names.join("/")) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
	return randomFrom(hash ^ (hash >>> 15));
}

/** From 0 up to 1, as `Math.random` is. */
export const fractionOf = (random: Random): number => random.between(0, 999_999_999) / 1_000_000_000;
