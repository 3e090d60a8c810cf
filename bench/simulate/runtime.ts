import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../../scripts/local/migrate.ts";
import { startRuntime } from "../../scripts/local/runtime.ts";
import { localVariables } from "../../scripts/local/variables.ts";
import { apiConfig } from "../../scripts/local/workers.ts";
import { ask } from "../ask.ts";
import { bundle } from "../bundle.ts";
import type { Simulation, SimulationInput } from "./simulate";

/** In memory where the machine has such a place. */
const MEMORY = "/dev/shm";

/** One workerd process with a database of its own: one of the machine's cores. */
export type Player = { play(input: SimulationInput): Promise<Simulation>; stop(): Promise<void> };

export async function startPlayers(count: number): Promise<Player[]> {
	const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), "sewa-simulate-"));
	const built = join(folder, "bundle");
	bundle(import.meta.dirname, built);
	process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
	const players: Player[] = [];
	for (let index = 0; index < count; index++) players.push(await startPlayer(built, join(folder, `data-${index}`)));
	return players;
}

async function startPlayer(built: string, data: string): Promise<Player> {
	const { d1Databases, r2Buckets, bindings, compatibilityDate, compatibilityFlags } = apiConfig();
	const worker = {
		...{ d1Databases, r2Buckets, compatibilityDate, compatibilityFlags },
		name: "sewa-api",
		bindings: { ...bindings, ...localVariables(0) },
		modulesRoot: built,
		modules: [{ type: "ESModule" as const, path: join(built, "worker.js") }],
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

async function post(href: string, input: SimulationInput): Promise<Simulation> {
	try {
		return JSON.parse(await ask(href, input)) as Simulation;
	} catch (error) {
		throw new Error(`seed ${input.seed} ended`, { cause: error });
	}
}
