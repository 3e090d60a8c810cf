import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ask } from "../ask.ts";
import { load, type Round } from "./load.ts";
import { type Server, startStackInstead, startWorkerd } from "./servers.ts";

const { values } = parseArgs({
	options: {
		seconds: { type: "string", default: "5" },
		rounds: { type: "string", default: "5" },
		/** `tenants x keys` worlds, to see whether cost stays flat. Each object is three open files, and a process often has 20,000. */
		worlds: { type: "string", default: "1x1,1x1000,100x1,1000x1" },
		port: { type: "string", default: "8970" },
		/** Without the stack instead: needs Redis and PostgreSQL. */
		alone: { type: "boolean", default: false },
	},
});
const [seconds, rounds, port] = [Number(values.seconds), Number(values.rounds), Number(values.port)];

const folder = mkdtempSync(join(tmpdir(), "sewa-bench-admission-"));
// PostgreSQL runs as somebody else.
chmodSync(folder, 0o755);
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** `warm`: how many seconds of load come before the first round. */
type Contestant = { name: string; server: Server; path: string; keys: string; warm?: number };

async function keysOf(server: Server, name: string, tenants: number, keys: number): Promise<string> {
	const path = join(folder, `keys-${name}`);
	writeFileSync(path, `${(await ask(`${server.url}/prepare`, { tenants, keys })).trim()}\n`);
	return path;
}

const middle = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** In turns, the first round for warming up alone. @returns the median of each figure */
function compete(contestants: Contestant[]): Map<string, Round> {
	const seen = new Map<string, Round[]>(contestants.map(({ name }) => [name, []]));
	for (let round = 0; round <= rounds; round++)
		for (const { name, server, path, keys, warm = 2 } of contestants) {
			const one = load(server, path, keys, round === 0 ? warm : seconds);
			if (one.errors > 0) throw new Error(`${name}: ${one.errors} requests were not admitted`);
			if (round > 0) seen.get(name)?.push(one);
		}
	return new Map([...seen].map(([name, all]) => [name, medians(all)]));
}

function medians(all: Round[]): Round {
	const of = (figure: keyof Round) => middle(all.map((one) => one[figure]));
	return { rps: of("rps"), p50: of("p50"), p99: of("p99"), cpu: of("cpu"), steal: of("steal"), errors: 0 };
}

function print(results: Map<string, Round>): void {
	console.log("| | requests a second | p50 ms | p99 ms | CPU µs a request |\n|---|---|---|---|---|");
	for (const [name, { rps, p50, p99, cpu }] of results)
		console.log(`| ${name} | ${Math.round(rps)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${Math.round(cpu)} |`);
	const steal = Math.max(...[...results.values()].map((one) => one.steal));
	console.log(
		`\nsteal at most ${steal.toFixed(2)} s in ${seconds} s; load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores\n`,
	);
}

const ratio = (results: Map<string, Round>, a: string, b: string) =>
	((results.get(a)?.rps ?? 0) / (results.get(b)?.rps ?? 1)).toFixed(2);

const workerd = await startWorkerd(folder, port);
const instead = values.alone ? null : await startStackInstead(folder, port + 10);
const one = await keysOf(workerd, "one", 1, 1);
const contestants: Contestant[] = [
	{ name: "a. bare route", server: workerd, path: "/bare", keys: one },
	{ name: "b. admitted by key", server: workerd, path: "/admitted", keys: one },
	{ name: "c. one object call each", server: workerd, path: "/object", keys: one },
	...(instead
		? [
				{
					name: "d. Express, Redis, PostgreSQL",
					server: instead,
					path: "/admitted",
					keys: await keysOf(instead, "instead", 1, 1),
				},
			]
		: []),
];
const results = compete(contestants);
print(results);
console.log(`b : a = ${ratio(results, "b. admitted by key", "a. bare route")} (goal 0.7)`);
console.log(`b : c = ${ratio(results, "b. admitted by key", "c. one object call each")} (goal 2)`);
if (instead) console.log(`b : d = ${ratio(results, "b. admitted by key", "d. Express, Redis, PostgreSQL")} (goal 1)`);
await instead?.stop();

console.log("\nTenants x keys, each call with one of the keys at random:\n");
const worlds: Contestant[] = [];
for (const world of values.worlds.split(",")) {
	const [tenants = 1, keys = 1] = world.split("x").map(Number);
	const file = await keysOf(workerd, world, tenants, keys);
	worlds.push({ name: world, server: workerd, path: "/admitted", keys: file, warm: Math.max(2, tenants / 50) });
}
print(compete(worlds));
await workerd.stop();
