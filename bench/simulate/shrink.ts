import { FAULTS, type Fault } from "./faults.ts";
import type { Simulation, SimulationInput } from "./simulate";

export type Play = (input: SimulationInput) => Promise<Simulation>;
export type Shrunk = { input: SimulationInput; simulation: Simulation; tries: number };

/** A story is told again at most this often; what is left then is short enough to read. */
const MOST_TRIES = 60;

/**
 * The shortest story that still breaks the same rule: without the days after it, then with as few customers and as
 * few kinds of faults as it takes, one left out at a time. Everything else happens as it did, because nobody's
 * chances depend on who else is there.
 */
export async function shrink(play: Play, input: SimulationInput, found: Simulation): Promise<Shrunk> {
	const rule = found.violations[0]?.rule;
	// A third of the days of the whole story: nobody may come earlier because it ends earlier.
	const arrivals = input.arrivals ?? Math.ceil(input.days / 3);
	let best = { input: { ...input, days: found.days, arrivals }, simulation: found };
	let tries = 0;

	async function still(smaller: SimulationInput): Promise<boolean> {
		if (tries >= MOST_TRIES) return false;
		tries += 1;
		const simulation = await play(smaller);
		if (simulation.violations[0]?.rule !== rule) return false;
		best = { input: { ...smaller, arrivals, days: Math.min(smaller.days, simulation.days) }, simulation };
		return true;
	}

	const everybody = typeof input.tenants === "number" ? [...Array(input.tenants).keys()] : [...input.tenants];
	const tenants = await fewest(everybody, (some) => still({ ...best.input, tenants: some }));
	const faults = await fewest([...(input.faults ?? FAULTS)], (some: Fault[]) =>
		still({ ...best.input, tenants, faults: some }),
	);
	await still({ ...best.input, tenants, faults });
	return { ...best, tries };
}

/** Halves first, since most are innocent; then one by one. */
async function fewest<T>(all: T[], suffices: (some: T[]) => Promise<boolean>): Promise<T[]> {
	let left = all;
	for (let size = Math.floor(left.length / 2); size >= 1; size = Math.floor(size / 2)) {
		for (let from = 0; from < left.length; ) {
			const without = [...left.slice(0, from), ...left.slice(from + size)];
			if (await suffices(without)) left = without;
			else from += size;
		}
	}
	return left;
}

/** What a person needs to see it happen again. */
export function report({ input, simulation, tries }: Shrunk): string {
	const { seed, tenants, days, arrivals, faults } = input;
	const again = JSON.stringify({ seed, tenants, days, arrivals, faults });
	const broken = simulation.violations.map(({ rule, what }) => `  ${rule}: ${what}`);
	return [
		`seed ${seed} breaks a rule; the shortest story after ${tries} tries:`,
		...simulation.story.map((line) => `  ${line}`),
		...broken,
		`Again: simulate(env, ${again})`,
	].join("\n");
}
