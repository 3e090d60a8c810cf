import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./local/processes.ts";
import { conclude, one, sum, type Tally, tallyOfVitest } from "./local/tally.ts";

/** What is checked without running anything; each counts as one. */
const CHECKS = {
	"types of the API, scripts and tests": ["tsc", "--noEmit", "-p", "."],
	"types of the browser tests": ["tsc", "--noEmit", "-p", "e2e"],
	"types of the web app": ["npm", "run", "--silent", "types:web"],
	"lint and format": ["biome", "check", "."],
} as const;

async function check(name: string, [program, ...args]: readonly [string, ...string[]]): Promise<Tally> {
	const code = await run(program, args);
	console.log(`${code === 0 ? "✓" : "✗"} ${name}`);
	return one(code === 0);
}

async function vitest(filters: string[]): Promise<Tally> {
	const folder = mkdtempSync(join(tmpdir(), "sewa-test-"));
	const report = join(folder, "report.json");
	const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...filters];
	const tally = tallyOfVitest(report, await run("vitest", args));
	rmSync(folder, { recursive: true, force: true });
	return tally;
}

// `npm test -- billing` runs the tests whose path has that word, and nothing else.
const filters = process.argv.slice(2);
const tallies: Tally[] = [];
if (filters.length === 0)
	for (const [name, command] of Object.entries(CHECKS)) tallies.push(await check(name, command));
tallies.push(await vitest(filters));
conclude(sum(tallies));
