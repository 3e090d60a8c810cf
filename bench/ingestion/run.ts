import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../../scripts/local/migrate.ts";
import { startRuntime } from "../../scripts/local/runtime.ts";
import { localVariables } from "../../scripts/local/variables.ts";
import { apiConfig } from "../../scripts/local/workers.ts";
import { ask } from "../ask.ts";
import { bundle } from "../bundle.ts";
import type { Step } from "./worker.ts";

/** Batches a step and steps; the three take turns, each at each place, so that the machine's mood hits all. */
const [BATCHES, ROUNDS, GOAL] = [20, 5, 0.7];
const SIZES = [1_000, 100, 1];
const TASKS = ["ours", "one statement", "a statement each"] as const;

const folder = mkdtempSync(join(tmpdir(), "sewa-bench-"));
bundle(import.meta.dirname, join(folder, "bundle"));
const { d1Databases, bindings, compatibilityDate, compatibilityFlags } = apiConfig();
const worker = {
	...{ d1Databases, compatibilityDate, compatibilityFlags },
	name: "sewa-api",
	bindings: { ...bindings, ...localVariables(0) },
	modulesRoot: join(folder, "bundle"),
	modules: [{ type: "ESModule" as const, path: join(folder, "bundle", "worker.js") }],
};
const miniflare = await startRuntime({ workers: [worker], data: join(folder, "data") });
await migrate(miniflare, "sewa-api");
const { href } = await miniflare.ready;

async function step(input: Step): Promise<number> {
	const started = performance.now();
	await ask(href, input);
	return performance.now() - started;
}

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

async function measure(size: number) {
	const batches = size === 1 ? 10 * BATCHES : BATCHES;
	const seen: Record<(typeof TASKS)[number], number[]> = { ours: [], "one statement": [], "a statement each": [] };
	for (let round = 0; round <= ROUNDS; round++)
		for (let place = 0; place < TASKS.length; place++) {
			const task = TASKS[(round + place) % TASKS.length] ?? "ours";
			const ms = await step({ task, batches, size });
			// The first round warms everything up.
			if (round > 0) seen[task].push((batches * size * 1000) / ms);
		}
	const ratioTo = (base: number[]) => median(seen.ours.map((value, round) => value / (base[round] ?? value)));
	return { perSecond: median(seen.ours), each: ratioTo(seen["a statement each"]), one: ratioTo(seen["one statement"]) };
}

await step({ task: "prepare", batches: 0, size: 0 });
console.log(
	"| events a batch | counted a second | of raw inserts, a statement each | of one raw statement |\n|---|---|---|---|",
);
for (const size of SIZES) {
	const { perSecond, each, one } = await measure(size);
	console.log(`| ${size} | ${Math.round(perSecond)} | ${each.toFixed(2)} | ${one.toFixed(2)} |`);
}
console.log(`\ngoal ${GOAL} of raw inserts of the same batch; load ${loadavg()[0]?.toFixed(1)}`);
await miniflare.dispose();
rmSync(folder, { recursive: true, force: true });
