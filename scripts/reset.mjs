// Forgets everything the local installation has stored: database, files, queues, its secret.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const state = resolve(process.env.SEWA_STATE || join(root, ".sewa"));
// Only what start and dev put there: SEWA_STATE may point at a folder that holds more.
const ours = ["data", "seeding", "auth-secret", "running.json"];

const lock = join(state, "running.json");
if (existsSync(lock) && isAlive(JSON.parse(readFileSync(lock, "utf8")).pid)) {
	console.error("Sewa is running on this state. Stop it first (Ctrl-C).");
	process.exit(1);
}
for (const name of ours) rmSync(join(state, name), { recursive: true, force: true });
console.log("The local state is gone; the next start seeds demo data again.");

function isAlive(pid) {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
