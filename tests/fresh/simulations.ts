import { env } from "cloudflare:workers";
import type { Env } from "#worker/env";
import { report, shrink } from "../../bench/simulate/shrink";
import { type SimulationInput, simulate } from "../../bench/simulate/simulate";

export const bindings = env as unknown as Env;
export const play = (input: SimulationInput) => simulate(bindings, input);

/**
 * A few customers from the first days through renewal, dunning and suspension, with every fault: what they broke, as
 * the shortest story of it; "" for nothing.
 */
export async function brokenBy(seed: number): Promise<string> {
	const input = { seed, tenants: 2 + (seed % 2), days: 42, arrivals: 3 };
	const simulation = await play(input);
	return simulation.violations.length === 0 ? "" : report(await shrink(play, input, simulation));
}

export const seedsFrom = (first: number, count: number): number[] =>
	Array.from({ length: count }, (_, index) => first + index);
