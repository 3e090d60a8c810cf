import { DAY } from "#worker/kernel/time";
import { differences, OUR_PAYMENTS, type OurPayment, patienceWith } from "./books";
import { INVARIANTS } from "./invariants";
import { STATE_QUERIES, type StateRow, type StepRow, strayStates, straySteps } from "./states";
import { violate, type World } from "./world";

/** Shown of one rule on one day; more of the same say nothing new. */
const SHOWN = 3;
/** Books are compared as long as a payment may still change at the gateway. */
const STILL_MOVING = 30 * DAY;

/** Everything that must hold at the end of a day, in one trip. @returns how many rules were broken */
export async function check(world: World, dayBegan: number): Promise<number> {
	const { d1, clock } = world;
	const before = world.violations.length;
	const answers = await d1.batch([
		...INVARIANTS.map(({ sql }) => (sql.includes("?1") ? d1.prepare(sql).bind(clock.now) : d1.prepare(sql))),
		...STATE_QUERIES.map((sql) => d1.prepare(sql).bind(dayBegan)),
		d1.prepare(OUR_PAYMENTS).bind(clock.now - STILL_MOVING),
	]);
	for (const [place, { rule }] of INVARIANTS.entries()) {
		const rows = (answers[place]?.results ?? []) as { what: string }[];
		for (const { what } of rows.slice(0, SHOWN)) violate(world, rule, what);
	}
	const others = answers.slice(INVARIANTS.length).map(({ results }) => results);
	const [ours, steps, states] = [others.pop(), others.pop(), others.flat()];
	for (const what of strayStates(states as StateRow[], world.memory.states))
		violate(world, "states are reached by their machine", what);
	for (const what of straySteps((steps ?? []) as StepRow[])) violate(world, "steps are in their machine", what);
	compareBooks(world, (ours ?? []) as OurPayment[]);
	return world.violations.length - before;
}

/** A difference is one when it lasts: what was lost today is found by a sync of tomorrow. */
function compareBooks(world: World, ours: OurPayment[]): void {
	const { clock, gateways, memory } = world;
	const found = differences(gateways, ours);
	for (const id of memory.differences.keys()) if (!found.has(id)) memory.differences.delete(id);
	for (const payment of ours) {
		const { id } = payment;
		const what = found.get(id);
		if (what === undefined) continue;
		const since = memory.differences.get(id) ?? clock.now;
		memory.differences.set(id, since);
		if (clock.now - since >= patienceWith(payment, since))
			violate(world, "the gateway's books are ours", `${id}: ${what}`);
	}
}
