import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Builds } from "./builds.ts";
import { migrate } from "./migrate.ts";
import { DATA, STATE } from "./places.ts";
import { startRuntime } from "./runtime.ts";
import { apiWorker, seedWorker } from "./workers.ts";

/**
 * Fills an empty installation with demo data. It is written beside the state and moved there when complete:
 * a start that dies half-way leaves nothing but a folder that the next one throws away.
 */
export async function seedOnce(builds: Builds, variables: Record<string, string>): Promise<void> {
	if (existsSync(DATA)) return;
	const started = performance.now();
	console.log("Writing demo data …");
	const unfinished = join(STATE, "seeding");
	rmSync(unfinished, { recursive: true, force: true });
	// Queues stay out of it: nothing is mailed about the past.
	const { queueConsumers: _consumers, ...api } = apiWorker(builds, variables);
	const workers = [seedWorker(builds, variables), api];
	const miniflare = await startRuntime({ workers, data: unfinished });
	try {
		await migrate(miniflare);
		const answer = await miniflare.dispatchFetch("http://seed/", { method: "POST" });
		if (!answer.ok) throw new Error(`The demo data could not be written: ${await answer.text()}`);
		console.log(`Demo data: ${await answer.text()}, ${((performance.now() - started) / 1000).toFixed(1)} s`);
	} finally {
		await miniflare.dispose();
	}
	renameSync(unfinished, DATA);
}
