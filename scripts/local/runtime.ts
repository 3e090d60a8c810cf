import { join } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, type V4WorkerOptions } from "miniflare";
import { leaveNothingBehind } from "./leave-nothing.ts";
import { OFFLINE } from "./places.ts";

Object.assign(process.env, OFFLINE);
leaveNothingBehind();

type RuntimeOptions = { workers: V4WorkerOptions[]; data: string; port?: number; heard?: (line: string) => void };

/** workerd with these workers; the first one answers on the port. Nothing listens beyond this machine. `heard` gets what they print. */
export async function startRuntime({ workers, data, port = 0, heard }: RuntimeOptions): Promise<Miniflare> {
	const miniflare = new Miniflare(
		convertV4MiniflareOptions({
			workers,
			// Not "localhost": where that has two addresses, workerd takes the first one alone.
			host: "127.0.0.1",
			port,
			cf: false,
			// The same layout as `wrangler --persist-to` and the vite plugin have.
			resourcePersistencePath: join(data, "v3"),
			log: new Log(LogLevel.ERROR),
			handleStructuredLogs: (line) => {
				heard?.(line.message);
				printLog(line);
			},
		}),
	);
	await miniflare.ready;
	return miniflare;
}

const everything = process.env.SEWA_LOG === "1";

/** Warnings and errors always; the line of every request and job on demand, so that the accounts stay in sight. */
function printLog({ level, message }: { level: string; message: string }) {
	if (level === "error" || level === "warn") process.stderr.write(`${message}\n`);
	else if (everything) process.stdout.write(`${message}\n`);
}
