import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DIST } from "./places.ts";
import { isRunning } from "./processes.ts";

const LOCK = join(DIST, "building");

/** One build at a time in a checkout; a second start waits and then finds it done. */
export async function whileBuilding<T>(work: () => Promise<T>): Promise<T> {
	mkdirSync(DIST, { recursive: true });
	for (let told = false; !take(); told = true) {
		if (!told) console.log("Another build is running, waiting for it …");
		await sleep(250);
	}
	try {
		return await work();
	} finally {
		rmSync(LOCK, { force: true });
	}
}

function take(): boolean {
	try {
		writeFileSync(LOCK, String(process.pid), { flag: "wx" });
		return true;
	} catch {
		forgetIfDead();
		return false;
	}
}

/** A build that was killed leaves its lock behind. */
function forgetIfDead() {
	try {
		const pid = Number(readFileSync(LOCK, "utf8"));
		if (pid > 0 && !isRunning(pid)) rmSync(LOCK, { force: true });
	} catch {
		// Gone meanwhile: the next try takes it.
	}
}
