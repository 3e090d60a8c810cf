import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { STATE } from "./places.ts";
import { mustBeFree } from "./ports.ts";
import { isProgram } from "./processes.ts";

const FILE = join(STATE, "running.json");

type Running = { pid: number; port: number };

/** Marks port and state as ours until we end. Two installations on one state would fight over its databases. */
export async function claim(port: number): Promise<void> {
	await mustBeFree(port);
	const other = readRunning();
	if (other && other.pid !== process.pid && isProgram(other.pid, /scripts\/(start|dev)\.ts/))
		throw new Error(
			`Sewa runs already on this state (process ${other.pid}, port ${other.port}). Another one needs its own: ` +
				"PORT=4001 SEWA_STATE=/tmp/sewa-2 npm start",
		);
	mkdirSync(STATE, { recursive: true });
	writeFileSync(FILE, JSON.stringify({ pid: process.pid, port }));
	process.on("exit", release);
}

function release(): void {
	if (readRunning()?.pid === process.pid) rmSync(FILE, { force: true });
}

function readRunning(): Running | null {
	try {
		return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as Running) : null;
	} catch {
		return null;
	}
}
