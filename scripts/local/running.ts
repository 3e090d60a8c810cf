import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { STATE } from "./places.ts";
import { isProgram } from "./processes.ts";

const FILE = join(STATE, "running.json");

type Running = { pid: number; port: number };

/** Marks the state as ours. Two installations on one state would fight over its databases. */
export function claimState(port: number): void {
	const other = readRunning();
	if (other && other.pid !== process.pid && isProgram(other.pid, /scripts\/(start|dev)\.ts/))
		throw new Error(
			`Sewa runs already on this state (process ${other.pid}, port ${other.port}). Another one needs its own: ` +
				"PORT=4001 SEWA_STATE=/tmp/sewa-2 npm start",
		);
	mkdirSync(STATE, { recursive: true });
	writeFileSync(FILE, JSON.stringify({ pid: process.pid, port }));
}

export function releaseState(): void {
	if (readRunning()?.pid === process.pid) rmSync(FILE, { force: true });
}

function readRunning(): Running | null {
	try {
		return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as Running) : null;
	} catch {
		return null;
	}
}
