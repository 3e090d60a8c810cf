import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT } from "./places.ts";
import { freePort } from "./ports.ts";
import { ended } from "./processes.ts";

export type App = { url: string; stop: () => Promise<void> };

/** The whole app with a state of its own that is gone afterwards, as `npm start` runs it. */
export async function startApp(): Promise<App> {
	const port = await freePort();
	const state = mkdtempSync(join(tmpdir(), "sewa-e2e-"));
	const child = spawn(process.execPath, [join(ROOT, "scripts/start.ts")], {
		env: { ...process.env, PORT: String(port), SEWA_STATE: state },
		stdio: ["ignore", "pipe", "inherit"],
		detached: true,
	});
	const gone = ended(child);
	const stop = async () => {
		endGroup(child, "SIGTERM");
		await Promise.race([gone, sleep(8000)]);
		endGroup(child, "SIGKILL");
		rmSync(state, { recursive: true, force: true });
	};
	try {
		await announced(child, gone);
	} catch (error) {
		await stop();
		throw error;
	}
	return { url: `http://localhost:${port}`, stop };
}

/** Ends a process and what it has started; one that is gone already is fine. */
export function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	try {
		if (child.pid) process.kill(-child.pid, signal);
	} catch {
		// Nobody left in the group.
	}
}

/** Waits for the line with the address; passes on what comes before it. */
function announced(child: ChildProcess, gone: Promise<number>): Promise<void> {
	return new Promise((resolve, reject) => {
		void gone.then((code) => reject(new Error(`The app ended with ${code} before it answered.`)));
		child.stdout?.setEncoding("utf8").on("data", (text: string) => {
			if (/^Sewa is at /m.test(text)) resolve();
			else process.stdout.write(text);
		});
	});
}
