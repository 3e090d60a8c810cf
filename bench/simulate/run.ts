import { parseArgs } from "node:util";
import { addUp, figures, type Totals } from "./figures.ts";
import { type Player, startPlayers } from "./runtime.ts";
import { report, shrink } from "./shrink.ts";
import type { Simulation } from "./simulate.ts";

/** Customers of one world at most. More of them make its tables, and so each day's check, longer. */
const LARGEST_WORLD = 200;
/** workerd is single-threaded: a process a core. */
const PLAYERS = 2;
const DAYS_A_MONTH = 30.4375;

const { values } = parseArgs({
	options: {
		tenants: { type: "string", default: "10000" },
		months: { type: "string", default: "24" },
		seed: { type: "string" },
	},
});
const [tenants, months] = [Number(values.tenants), Number(values.months)];
const firstSeed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
if (![tenants, months, firstSeed].every((value) => Number.isSafeInteger(value) && value >= 0) || tenants === 0)
	throw new RangeError("whole numbers, please: --tenants 10000 --months 24 --seed 7");

const days = Math.ceil(months * DAYS_A_MONTH);
const aWorld = Math.min(LARGEST_WORLD, Math.ceil(tenants / PLAYERS));
const worlds = Array.from({ length: Math.ceil(tenants / aWorld) }, (_, index) => ({
	seed: firstSeed + index,
	tenants: Math.min(aWorld, tenants - index * aWorld),
	days,
	keepLines: 200,
}));
console.log(
	`${tenants} customers over ${months} months from seed ${firstSeed}, in ${worlds.length} worlds of ${aWorld}\n`,
);

const players = await startPlayers(Math.min(PLAYERS, worlds.length));
const totals: Totals = {};
const failed: Simulation[] = [];
const started = performance.now();
let played = 0;

async function playOn(player: Player): Promise<void> {
	for (let world = worlds.shift(); world; world = worlds.shift()) {
		const simulation = await player.play(world);
		addUp(totals, simulation.counts);
		played += (world.tenants * simulation.days) / DAYS_A_MONTH;
		const minutes = (performance.now() - started) / 60_000;
		console.log(
			`seed ${world.seed}: ${simulation.days} days, digest ${simulation.digest}, ${Math.round(played / minutes)} tenant-months a minute`,
		);
		if (simulation.violations.length === 0) continue;
		failed.push(simulation);
		for (const { rule, what } of simulation.violations) console.log(`  ${rule}: ${what}`);
		console.log(report(await shrink((input) => player.play(input), world, simulation)));
	}
}

await Promise.all(players.map(playOn));
const minutes = (performance.now() - started) / 60_000;
for (const player of players) await player.stop();
console.log(`\n${figures({ totals, tenantMonths: played, minutes })}`);
console.log(`Worlds in which a rule was broken: ${failed.length}`);
process.exit(failed.length === 0 ? 0 : 1);
