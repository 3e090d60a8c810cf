import { readdirSync, readFileSync, statSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { migrate } from "../../scripts/local/migrate.ts";
import { startRuntime } from "../../scripts/local/runtime.ts";
import { localVariables } from "../../scripts/local/variables.ts";
import { apiConfig } from "../../scripts/local/workers.ts";
import type { Answer, Task } from "./worker.ts";

export type Done = Answer & { ms: number };
export type Machine = Awaited<ReturnType<typeof startMachine>>;

/** workerd with the bench's worker and an empty, migrated D1 on disk. */
export async function startMachine(bundle: string, data: string) {
	const { d1Databases, r2Buckets, bindings, compatibilityDate, compatibilityFlags } = apiConfig();
	const worker = {
		...{ d1Databases, r2Buckets, compatibilityDate, compatibilityFlags },
		name: "sewa-api",
		bindings: { ...bindings, ...localVariables(0) },
		modulesRoot: bundle,
		modules: [{ type: "ESModule" as const, path: join(bundle, "worker.js") }],
	};
	const miniflare = await startRuntime({ workers: [worker], data });
	await migrate(miniflare, "sewa-api");
	const address = await miniflare.ready;

	/** A connection of its own for each step: workerd may close an idle one just as the next step begins. */
	async function step(task: Task): Promise<Done> {
		const started = performance.now();
		const answer = await new Promise<string>((resolve, reject) => {
			const asked = request(address.href, { method: "POST", agent: false }, (response) =>
				text(response).then(resolve, reject),
			);
			asked.on("error", reject).end(JSON.stringify(task));
		});
		return { ...(JSON.parse(answer) as Answer), ms: performance.now() - started };
	}

	return { step, memory, bytes: () => bytesIn(data), stop: () => miniflare.dispose() };
}

/** Resident memory of workerd, in MB: isolates, SQLite's cache and all. */
function memory(): number {
	const children = readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && parentOf(pid) === process.pid);
	const pages = children.map((pid) => Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1] ?? 0));
	return Math.round((Math.max(0, ...pages) * 4096) / 1e6);
}

function parentOf(pid: string): number | null {
	try {
		return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[1]);
	} catch {
		return null;
	}
}

const bytesIn = (path: string): number =>
	readdirSync(path, { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(".sqlite"))
		.reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
