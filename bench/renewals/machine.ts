import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { migrate } from "../../scripts/local/migrate.ts";
import { startRuntime } from "../../scripts/local/runtime.ts";
import { localVariables } from "../../scripts/local/variables.ts";
import { apiConfig } from "../../scripts/local/workers.ts";
import { ask } from "../ask.ts";
import { watchGarbage } from "../garbage.ts";
import type { Answer, Task } from "./worker.ts";

/** `ms` by the clock; `cpu` is what workerd worked, which other work of the machine changes less. */
export type Done = Answer & { ms: number; cpu: number };
const garbage = watchGarbage();

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
	const miniflare = await startRuntime({ workers: [worker], data, heard: garbage.heard });
	await migrate(miniflare, "sewa-api");
	const address = await miniflare.ready;
	const pid = newestChild();
	const busy = () => cpuOf(pid);

	async function step(task: Task): Promise<Done> {
		const [started, busyBefore] = [performance.now(), busy()];
		const answer = await ask(address.href, task);
		return { ...(JSON.parse(answer) as Answer), ms: performance.now() - started, cpu: busy() - busyBefore };
	}

	/** Megabytes: all of workerd as the system sees it; then the worker's garbage is collected. */
	async function memory(): Promise<number> {
		const resident = memoryOf(pid);
		await step({ task: "collect" });
		return resident;
	}
	/** Megabytes that the worker still held after each of these collections. */
	const held = () => garbage.held(() => step({ task: "collect" }));

	return { step, memory, held, bytes: () => bytesIn(data), stop: () => miniflare.dispose() };
}

/** The workerd that was started last. */
function newestChild(): string {
	const children = readdirSync("/proc").filter(
		(pid) => /^\d+$/.test(pid) && parentOf(pid) === process.pid && commandOf(pid).includes("workerd"),
	);
	return children.toSorted((a, b) => Number(b) - Number(a))[0] ?? "self";
}

/** Resident memory of workerd, in MB: isolates, SQLite's cache and all. */
const memoryOf = (pid: string): number =>
	Math.round((Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * 4096) / 1e6);

/** Milliseconds of processor time so far; Linux counts in hundredths of a second. */
function cpuOf(pid: string): number {
	const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
	return (Number(fields[11]) + Number(fields[12])) * 10;
}

function parentOf(pid: string): number | null {
	try {
		return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[1]);
	} catch {
		return null;
	}
}

function commandOf(pid: string): string {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, "utf8");
	} catch {
		return "";
	}
}

const bytesIn = (path: string): number =>
	readdirSync(path, { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(".sqlite"))
		.reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
