import { spawn } from "node:child_process";
import { join } from "node:path";
import { announce } from "./local/announce.ts";
import { tickCrons } from "./local/crons.ts";
import { startGateways } from "./local/gateways.ts";
import { migrateState } from "./local/migrate.ts";
import { DATA, OFFLINE, ROOT, STATE } from "./local/places.ts";
import { chosenPort } from "./local/ports.ts";
import { ended } from "./local/processes.ts";
import { claim } from "./local/running.ts";
import { seedOnce } from "./local/seed.ts";
import { onStopSignal } from "./local/signals.ts";
import { givenGateways, localVariables } from "./local/variables.ts";
import { apiConfig } from "./local/workers.ts";

async function prepare(port: number, gateways: Record<string, string>) {
	await claim(port);
	const variables = localVariables(port, gateways);
	await seedOnce(variables);
	await migrateState();
	return variables;
}

/** React Router's dev server; web/vite.config.ts puts the API beside it and reads these variables. */
function serve(port: number, variables: Record<string, string>) {
	const env = {
		...{ ...process.env, ...OFFLINE },
		SEWA_DATA: DATA,
		SEWA_API_VARIABLES: JSON.stringify(variables),
		// The explorer's API is the only way to a cron trigger of a worker that is not the entry.
		X_LOCAL_EXPLORER: "true",
		WRANGLER_REGISTRY_PATH: join(STATE, "registry"),
	};
	const args = ["dev", "--port", String(port), "--strictPort", "--host", "127.0.0.1"];
	return spawn("react-router", args, {
		cwd: join(ROOT, "web"),
		env,
		stdio: ["ignore", "inherit", "inherit"],
		detached: true,
	});
}

async function fireCron(port: number, cron: string, at: Date) {
	const url = `http://localhost:${port}/cdn-cgi/local/explorer/api/local/scheduled?worker=sewa-api`;
	const body = JSON.stringify({ cron, scheduled_time: at.getTime() });
	const headers = { "content-type": "application/json" };
	const answer = await fetch(url, { method: "POST", headers, body }).catch((error: Error) => error);
	if (answer instanceof Error || !answer.ok) console.error(`cron ${cron} did not run:`, answer);
}

async function whenAnswering(port: number) {
	for (;;) {
		const answer = await fetch(`http://localhost:${port}/health/ready`).catch(() => null);
		if (answer?.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
}

try {
	const port = chosenPort();
	const gateways = await startGateways(port, givenGateways());
	const variables = await prepare(port, gateways.variables);
	gateways.open();
	const server = serve(port, variables);
	onStopSignal(async () => {
		await gateways.stop();
		const gone = ended(server);
		if (server.pid) process.kill(-server.pid, "SIGTERM");
		await gone;
	});
	void ended(server).then((code) => process.exit(code));
	await whenAnswering(port);
	tickCrons(apiConfig().cronTriggers ?? [], (cron, at) => fireCron(port, cron, at));
	announce(port);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
