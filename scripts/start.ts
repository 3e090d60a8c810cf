import type { Miniflare } from "miniflare";
import { announce } from "./local/announce.ts";
import { buildAll } from "./local/builds.ts";
import { tickCrons } from "./local/crons.ts";
import { migrate } from "./local/migrate.ts";
import { DATA } from "./local/places.ts";
import { mustBeFree } from "./local/processes.ts";
import { claimState, releaseState } from "./local/running.ts";
import { startRuntime } from "./local/runtime.ts";
import { seedOnce } from "./local/seed.ts";
import { localVariables } from "./local/variables.ts";
import { apiConfig, apiWorker, webWorker } from "./local/workers.ts";

const port = Number(process.env.PORT ?? 4000);
const url = `http://localhost:${port}`;

async function start(): Promise<Miniflare> {
	if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error(`PORT=${process.env.PORT} is not a port.`);
	await mustBeFree(port);
	claimState(port);
	const builds = await buildAll();
	const variables = localVariables(port);
	await seedOnce(builds, variables);
	const workers = [webWorker(builds), apiWorker(builds, variables)];
	const miniflare = await startRuntime({ workers, data: DATA, port });
	for (const name of await migrate(miniflare)) console.log(`Migrated: ${name}`);
	return miniflare;
}

async function fireCron(miniflare: Miniflare, cron: string, scheduledTime: Date) {
	try {
		const api = await miniflare.getWorker("sewa-api");
		await api.scheduled({ cron, scheduledTime });
	} catch (error) {
		console.error(`cron ${cron} failed:`, error);
	}
}

/** From here on a signal ends workerd first. Miniflare's own listeners would exit before its databases are closed. */
function stopOnSignal(miniflare: Miniflare, stopTicking: () => void) {
	let stopping = false;
	const stop = async () => {
		if (stopping) return;
		stopping = true;
		stopTicking();
		// workerd normally goes at once; a hung one must not keep the terminal.
		setTimeout(() => process.exit(1), 5000).unref();
		await miniflare.dispose();
		process.exit(0);
	};
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
		process.removeAllListeners(signal);
		process.on(signal, () => void stop());
	}
}

process.on("exit", releaseState);

try {
	const miniflare = await start();
	const crons = apiConfig().cronTriggers ?? [];
	stopOnSignal(
		miniflare,
		tickCrons(crons, (cron, at) => fireCron(miniflare, cron, at)),
	);
	announce(url);
} catch (error) {
	const taken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
	const reason = taken ? `Port ${port} is taken. Choose another one: PORT=4001 npm start` : undefined;
	console.error(reason ?? (error instanceof Error ? error.message : error));
	process.exit(1);
}
