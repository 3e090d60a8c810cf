import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, TIMED_OUT } from "./local/processes.ts";
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

/** Far more than any of them takes: a runner that does not end has failed. */
const LIMIT_MS = 20 * 60_000;

async function project(name: string, filters: string[]): Promise<Tally> {
	const folder = mkdtempSync(join(tmpdir(), "sewa-test-"));
	const report = join(folder, "report.json");
	const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
	const args = ["run", "--project", name, "--passWithNoTests", ...reporters, ...filters];
	const code = await run("vitest", args, { timeoutMs: LIMIT_MS });
	if (code === TIMED_OUT) console.log(`The tests of ${name} did not end within ${LIMIT_MS / 60_000} minutes.`);
	const tally = tallyOfVitest(report, code);
	rmSync(folder, { recursive: true, force: true });
	return tally;
}

// `npm test -- billing` runs the tests whose path has that word, and nothing else.
const filters = process.argv.slice(2);
const tallies: Tally[] = [];
if (filters.length === 0)
	for (const [name, command] of Object.entries(CHECKS)) tallies.push(await check(name, command));
// Two cores: the one long world beside the many small ones.
tallies.push(
	...(await Promise.all([project("workerd", filters), project("fresh", filters)])),
	await project("node", filters),
);
conclude(sum(tallies));
