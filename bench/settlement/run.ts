import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../../scripts/local/migrate.ts";
import { startRuntime } from "../../scripts/local/runtime.ts";
import { localVariables } from "../../scripts/local/variables.ts";
import { apiConfig } from "../../scripts/local/workers.ts";
import { ask } from "../ask.ts";
import { bundle } from "../bundle.ts";

/** Approvals per round and rounds; ours and raw take turns, so that the machine's mood hits both. */
const BATCH = 100;
const ROUNDS = 9;
const TASKS = ["ours", "raw", "writes"] as const;
const GOAL = 0.8;

const folder = mkdtempSync(join(tmpdir(), "sewa-bench-"));
bundle(import.meta.dirname, join(folder, "bundle"));

const { d1Databases, r2Buckets, bindings, compatibilityDate, compatibilityFlags } = apiConfig();
const worker = {
	...{ d1Databases, r2Buckets, compatibilityDate, compatibilityFlags },
	name: "sewa-api",
	bindings: { ...bindings, ...localVariables(0) },
	modulesRoot: join(folder, "bundle"),
	modules: [{ type: "ESModule" as const, path: join(folder, "bundle", "worker.js") }],
};
const miniflare = await startRuntime({ workers: [worker], data: join(folder, "data") });
await migrate(miniflare, "sewa-api");

const address = await miniflare.ready;

async function step(task: string, count = BATCH): Promise<{ ms: number; statements: number }> {
	const started = performance.now();
	const answer = await ask(address.href, { task, count });
	const { statements } = JSON.parse(answer) as { statements: number };
	return { ms: performance.now() - started, statements };
}

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const perSecond = (ms: number): number => (BATCH / ms) * 1000;

const figures = { ours: [] as number[], raw: [] as number[], writes: [] as number[] };
let statements = 0;
for (let round = 0; round <= ROUNDS; round++) {
	await step("prepare", 3 * BATCH);
	// Each takes each place in turn: whoever comes first after the preparation finds the log still to be written back.
	for (let place = 0; place < TASKS.length; place++) {
		const task = TASKS[(round + place) % TASKS.length] ?? "ours";
		// All three have read their payments before the clock starts.
		statements = (await step("compile")).statements;
		const { ms } = await step(task);
		// The first round warms everything up.
		if (round > 0) figures[task].push(perSecond(ms));
	}
}
await miniflare.dispose();
rmSync(folder, { recursive: true, force: true });

/** Pair by pair within a round, so that a slow minute does not speak for one side only. */
const ratioTo = (base: number[]): number => median(figures.ours.map((value, round) => value / (base[round] ?? value)));
const row = (numbers: number[]) => ({
	"per second": Math.round(median(numbers)),
	"ours / this": Number(ratioTo(numbers).toFixed(2)),
});
console.log(`Settlement: ${ROUNDS} rounds of ${BATCH}, ${statements} statements each, medians\n`);
console.table({
	"approvePayment: one read, decide, one batch": row(figures.ours),
	"the same statements, raw D1, same two trips": row(figures.raw),
	"the batch of writes alone, raw D1": row(figures.writes),
});
const ratio = ratioTo(figures.raw);
console.log(
	`Goal: at least ${GOAL} of the same statements raw. ${ratio >= GOAL ? "Reached" : "Missed"}: ${ratio.toFixed(2)}.`,
);
