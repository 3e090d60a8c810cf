import type { Miniflare } from "miniflare";
import { announce } from "./local/announce.ts";
import { build } from "./local/builds.ts";
import { tickCrons } from "./local/crons.ts";
import { startGateways } from "./local/gateways.ts";
import { migrateState } from "./local/migrate.ts";
import { DATA } from "./local/places.ts";
import { chosenPort } from "./local/ports.ts";
import { claim } from "./local/running.ts";
import { startRuntime } from "./local/runtime.ts";
import { seedOnce } from "./local/seed.ts";
import { onStopSignal } from "./local/signals.ts";
import { givenGateways, localVariables } from "./local/variables.ts";
import { apiConfig, apiWorker, webWorker } from "./local/workers.ts";

async function start(port: number, gateways: Awaited<ReturnType<typeof startGateways>>): Promise<Miniflare> {
	await claim(port);
	const built = await build("web", "api", "seed");
	const variables = localVariables(port, gateways.variables);
	await seedOnce(variables);
	await migrateState();
	gateways.open();
	const workers = [webWorker(built.web), apiWorker(built.api, variables)];
	return startRuntime({ workers, data: DATA, port });
}

async function fireCron(miniflare: Miniflare, cron: string, scheduledTime: Date) {
	try {
		const api = await miniflare.getWorker("sewa-api");
		await api.scheduled({ cron, scheduledTime });
	} catch (error) {
		console.error(`cron ${cron} failed:`, error);
	}
}

try {
	const port = chosenPort();
	const gateways = await startGateways(port, givenGateways());
	const miniflare = await start(port, gateways);
	const stopTicking = tickCrons(apiConfig().cronTriggers ?? [], (cron, at) => fireCron(miniflare, cron, at));
	onStopSignal(async () => {
		stopTicking();
		await gateways.stop();
		await miniflare.dispose();
	});
	announce(port, "SEWA_LOG=1 shows every request.");
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
