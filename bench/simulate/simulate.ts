import type { Env } from "#worker/env";
import { simulatedClock } from "#worker/kernel/tables";
import { DAY, HOUR } from "#worker/kernel/time";
import { installCatalogue } from "#worker/modules/platform/install-catalogue";
import { check } from "./check";
import { wipe } from "./clean-slate";
import { schedule } from "./crons";
import { type Customer, type Mood, TEMPERAMENTS } from "./customers";
import { decide } from "./decide";
import { FAULTS, type Fault, troubleGateways } from "./faults";
import { fulfil, signUp } from "./fulfil";
import { observe } from "./observe";
import { performUntil } from "./perform";
import { scheduleReconciliation } from "./reconcile";
import { employServices } from "./services";
import { hire, work } from "./staff";
import { inVirtualTime } from "./virtual-time";
import { openWorld, type Violation, type World } from "./world";

export type SimulationInput = {
	seed: number;
	/** How many, or which: with some left out, the others still do what they did. */
	tenants: number | readonly number[];
	days: number;
	/** Days in which customers come; a third of all unless told otherwise. */
	arrivals?: number;
	faults?: readonly Fault[];
	/** Last lines of the story to keep; the digest is over all. */
	keepLines?: number;
	/** Run at the end of a day, before it is checked: for trying out whether a rule would notice. */
	meddle?: (world: World, day: number) => Promise<void>;
};
export type Simulation = {
	seed: number;
	story: string[];
	digest: string;
	violations: Violation[];
	days: number;
	counts: World["counts"];
};

const MOODS = Object.keys(TEMPERAMENTS) as Mood[];
const ENOUGH = 5;

/**
 * Many tenants over many days by the real use cases on real D1, everything that is left to chance drawn from the
 * seed. Each day is checked as a whole; the first that breaks a rule is the last.
 */
export async function simulate(bindings: Env, input: SimulationInput): Promise<Simulation> {
	const { seed, days, faults = FAULTS, keepLines = 5_000 } = input;
	const world = openWorld({ bindings, seed, faults, keepLines });
	await inVirtualTime(world.clock, world.gateways.reach, async () => {
		await wipe(world.d1);
		const { db } = world.stages.first.machine(world.start);
		await installCatalogue(world.stages.first.machine(world.start));
		// The outlook is read beside this row.
		await db.batch([db.insert(simulatedClock, { id: 1, ahead: 0 })]);
		await hire(world);
		await moveIn(world, input);
		for (let day = 0; day < days && world.violations.length === 0; day++) {
			await liveThrough(world, day);
			await input.meddle?.(world, day);
			await check(world, world.start + day * DAY);
		}
	});
	const { story, violations, counts, clock } = world;
	const lived = Math.round((clock.now - world.start) / DAY);
	const told = { story: story.lines(), digest: story.digest(), violations: violations.slice(0, ENOUGH) };
	return { seed, ...told, days: lived, counts };
}

const arrivalsOf = ({ arrivals, days }: SimulationInput): number => arrivals ?? Math.ceil(days / 3);

/** On which day customers come and of what temperament is their own chance. */
async function moveIn(world: World, input: SimulationInput): Promise<void> {
	const { tenants } = input;
	const indexes = typeof tenants === "number" ? [...Array(tenants).keys()] : tenants;
	for (const index of indexes) {
		const random = world.random("customer", index);
		const mood = MOODS[(index + random.between(0, 1) * 7 + world.seed) % MOODS.length] ?? "prompt";
		const name = `Toko ${index}`;
		const person = { name: `Ibu ${index}`, email: `t${index}@pelanggan.simulated` };
		const owner = await world.stages.first.person(world.start, person);
		const customer: Customer = { index, name, mood, owner, tenantId: null };
		world.customers.push(customer);
		signUp(world, customer, world.start + random.between(1, arrivalsOf(input) * 24) * HOUR);
	}
}

async function liveThrough(world: World, day: number): Promise<void> {
	const { start, clock } = world;
	const morning = start + day * DAY;
	clock.now = Math.max(clock.now + 1, morning);
	troubleGateways(world, day);
	const seen = await observe(world);
	for (const customer of world.customers) {
		const { tenantId, index, mood } = customer;
		if (!tenantId) continue;
		const sight = {
			mood,
			subscription: seen.subscriptions.get(tenantId),
			invoices: seen.invoices.get(tenantId) ?? [],
			payments: seen.payments.get(tenantId) ?? [],
			change: seen.changes.get(tenantId),
			balance: seen.wallets.get(tenantId) ?? 0,
			standing: seen.standings.get(tenantId),
		};
		const chanceOf = (about: string) => world.random(about, index, day);
		for (const intention of decide(sight, morning, chanceOf)) fulfil(world, customer, intention);
	}
	work(world, seen, day, morning + DAY);
	employServices(world, seen, day);
	scheduleReconciliation(world, morning, day);
	schedule(world, morning, day);
	await performUntil(world, morning + DAY);
}
