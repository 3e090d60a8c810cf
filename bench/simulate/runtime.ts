import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { migrate } from "../../scripts/local/migrate.ts";
import { startRuntime } from "../../scripts/local/runtime.ts";
import { localVariables } from "../../scripts/local/variables.ts";
import { apiConfig } from "../../scripts/local/workers.ts";
import type { Simulation, SimulationInput } from "./simulate";

/** In memory where the machine has such a place. */
const MEMORY = "/dev/shm";

/** One workerd process with a database of its own: one of the machine's cores. */
export type Player = { play(input: SimulationInput): Promise<Simulation>; stop(): Promise<void> };

export async function startPlayers(count: number): Promise<Player[]> {
	const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), "sewa-simulate-"));
	const config = join(import.meta.dirname, "wrangler.toml");
	const bundle = join(folder, "bundle");
	const build = ["wrangler", "deploy", "--config", config, "--dry-run", "--outdir", bundle];
	execFileSync("npx", build, { stdio: ["ignore", "ignore", "inherit"] });
	process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
	const players: Player[] = [];
	for (let index = 0; index < count; index++) players.push(await startPlayer(bundle, join(folder, `data-${index}`)));
	return players;
}

async function startPlayer(bundle: string, data: string): Promise<Player> {
	const { d1Databases, r2Buckets, bindings, compatibilityDate, compatibilityFlags } = apiConfig();
	const worker = {
		...{ d1Databases, r2Buckets, compatibilityDate, compatibilityFlags },
		name: "sewa-api",
		bindings: { ...bindings, ...localVariables(0) },
		modulesRoot: bundle,
		modules: [{ type: "ESModule" as const, path: join(bundle, "worker.js") }],
	};
	const miniflare = await startRuntime({ workers: [worker], data });
	await quietly(() => migrate(miniflare, "sewa-api"));
	const { href } = await miniflare.ready;
	return { play: (input) => post(href, input), stop: () => miniflare.dispose() };
}

async function quietly(run: () => Promise<void>): Promise<void> {
	const { log } = console;
	console.log = () => {};
	await run();
	console.log = log;
}

/** Without a time limit: a long story is one request. */
async function post(href: string, input: SimulationInput): Promise<Simulation> {
	const answer = await new Promise<string>((resolve, reject) => {
		const asked = request(href, { method: "POST", agent: false }, (response) => text(response).then(resolve, reject));
		asked.on("error", reject).end(JSON.stringify(input));
	});
	try {
		return JSON.parse(answer) as Simulation;
	} catch {
		throw new Error(`seed ${input.seed} ended in: ${answer.slice(0, 2000)}`);
	}
}
