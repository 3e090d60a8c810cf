import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { V4WorkerOptions, V4WorkerOptionsShape } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { ROOT } from "./places.ts";

/** Bindings, limits and dates come from the wrangler.toml files; only variables are ours. */
function fromConfig(config: string): V4WorkerOptionsShape {
	return unstable_getMiniflareWorkerOptions(config).workerOptions;
}

function modulesIn(folder: string, entry = "index.js") {
	const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
	// The first one is the entry.
	names.sort((a, b) => Number(b === entry) - Number(a === entry));
	return {
		modulesRoot: folder,
		modules: names.map((name) => ({ type: "ESModule" as const, path: join(folder, name) })),
	};
}

export const apiConfig = () => fromConfig(join(ROOT, "wrangler.toml"));

export function apiWorker(build: string, variables: Record<string, string>): V4WorkerOptions {
	const options = apiConfig();
	return {
		...options,
		name: "sewa-api",
		bindings: { ...options.bindings, ...variables },
		...modulesIn(build),
	};
}

/** The web worker answers every request; the static files of the build are served before it. */
export function webWorker(build: string): V4WorkerOptions {
	const server = join(build, "build/server");
	return { ...fromConfig(join(server, "wrangler.json")), name: "sewa-web", ...modulesIn(server) };
}

/** The seed shares databases and files with the API and takes part in nothing else. */
export function seedWorker(build: string, variables: Record<string, string>): V4WorkerOptions {
	const { d1Databases, r2Buckets, bindings, compatibilityDate, compatibilityFlags } = apiConfig();
	return {
		...{ d1Databases, r2Buckets, compatibilityDate, compatibilityFlags },
		name: "sewa-seed",
		bindings: { ...bindings, ...variables },
		...modulesIn(build, "worker.js"),
	};
}

/** Nothing but the databases: for migrating without a build of the API. */
export function databaseWorker(): V4WorkerOptions {
	return { name: "sewa-database", modules: true, script: "export default {}", d1Databases: apiConfig().d1Databases };
}
