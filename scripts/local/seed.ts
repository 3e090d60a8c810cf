import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SeedAnswer } from "../seed/worker.ts";
import { build } from "./builds.ts";
import { GATEWAY_BOOKS } from "./gateways.ts";
import { migrate } from "./migrate.ts";
import { DATA, STATE } from "./places.ts";
import { startRuntime } from "./runtime.ts";
import { seedWorker } from "./workers.ts";

/**
 * Fills an empty installation with demo data. It is written beside the state and moved there when complete:
 * a start that dies half-way leaves nothing but a folder that the next one throws away.
 */
export async function seedOnce(variables: Record<string, string>): Promise<void> {
	if (existsSync(DATA)) return;
	const { seed } = await build("seed");
	const started = performance.now();
	console.log("Writing demo data …");
	const unfinished = join(STATE, "seeding");
	rmSync(unfinished, { recursive: true, force: true });
	const worker = seedWorker(seed, variables);
	const miniflare = await startRuntime({ workers: [worker], data: unfinished });
	try {
		await migrate(miniflare, "sewa-seed");
		const answer = await miniflare.dispatchFetch("http://seed/", { method: "POST" });
		if (!answer.ok) throw new Error(`The demo data could not be written: ${await answer.text()}`);
		const { summary, gateways } = (await answer.json()) as SeedAnswer;
		writeFileSync(join(unfinished, GATEWAY_BOOKS), JSON.stringify(gateways));
		console.log(`Demo data: ${summary}, ${((performance.now() - started) / 1000).toFixed(1)} s`);
	} finally {
		await miniflare.dispose();
	}
	renameSync(unfinished, DATA);
}
