import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { migrate } from "../../scripts/local/migrate.ts";
import { startRuntime } from "../../scripts/local/runtime.ts";
import { localVariables } from "../../scripts/local/variables.ts";
import { apiConfig } from "../../scripts/local/workers.ts";
import { bundle } from "../bundle.ts";
import { watchGarbage } from "../garbage.ts";

/*
 * The whole API for half an hour at half the rate it can do: the tenant's object falls over every minute, and every
 * twentieth message of the queue comes again. At the end the books have to agree to the call.
 */
const { values } = parseArgs({
	options: { minutes: { type: "string", default: "30" }, port: { type: "string", default: "8995" } },
});
const [minutes, CONNECTIONS, PATH] = [Number(values.minutes), 16, "/api/v1/meters"];
const MEASURED_SECONDS = 10;

const folder = mkdtempSync(join(tmpdir(), "sewa-soak-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const built = join(folder, "bundle");
bundle(import.meta.dirname, built);

const options = apiConfig();
const modules = [{ type: "ESModule" as const, path: join(built, "worker.js") }];
const bindings = { ...options.bindings, ...localVariables(0) };
const worker = { ...options, name: "sewa-api", bindings, modulesRoot: built, modules };
const garbage = watchGarbage();
const data = join(folder, "data");
const miniflare = await startRuntime({ workers: [worker], data, port: Number(values.port), heard: garbage.heard });
await migrate(miniflare, "sewa-api");
const { href } = await miniflare.ready;

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
type Answer = { status: number; body: string };

function get(path: string, key?: string): Promise<Answer> {
	const headers = key ? { authorization: `Bearer ${key}` } : {};
	return new Promise((resolve, reject) => {
		const asked = request(new URL(path, href).href, { agent, headers }, (answer) =>
			text(answer).then((body) => resolve({ status: answer.statusCode ?? 0, body }), reject),
		);
		asked.on("error", reject).end();
	});
}

const json = async <T>(path: string): Promise<T> => {
	const { status, body } = await get(path);
	if (status !== 200) throw new Error(`${path} answered ${status}: ${body}`);
	return JSON.parse(body) as T;
};

const { tenantId, key } = await json<{ tenantId: string; key: string }>("/soak/prepare");
const seen = new Map<number, number>();
let broken = 0;

/** One call; a connection that broke has nothing to do with what was counted and is not repeated. */
async function call(): Promise<void> {
	try {
		const { status } = await get(PATH, key);
		seen.set(status, (seen.get(status) ?? 0) + 1);
	} catch {
		broken += 1;
	}
}

async function asFastAsPossible(seconds: number): Promise<number> {
	const until = performance.now() + seconds * 1000;
	let calls = 0;
	const one = async () => {
		for (; performance.now() < until; calls++) await call();
	};
	await Promise.all(Array.from({ length: CONNECTIONS }, one));
	return calls / seconds;
}

/** The API's worker frees what it does not hold any more. */
const collect = () => get("/soak/collect");

/** workerd's memory in megabytes: the largest child of this process. */
function memory(): number {
	const mine = readdirSync("/proc").flatMap((pid) => {
		try {
			const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
			if (!stat.includes("(workerd)") || stat.split(") ")[1]?.split(" ")[1] !== String(process.pid)) return [];
			return [Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024];
		} catch {
			return [];
		}
	});
	return Math.round(Math.max(0, ...mine));
}

const fastest = await asFastAsPossible(MEASURED_SECONDS);
const rate = fastest / 2;
console.log(`${Math.round(fastest)} calls a second at most; ${Math.round(rate)} for ${minutes} minutes\n`);

const began = performance.now();
const end = began + minutes * 60_000;
let [started, restarts, nextMinute] = [0, 0, began + 60_000];
const underWay = new Set<Promise<void>>();
const memories: number[] = [];
while (performance.now() < end) {
	const due = Math.floor(((performance.now() - began) / 1000) * rate);
	for (; started < due && underWay.size < 10 * CONNECTIONS; started++) {
		const one = call().finally(() => underWay.delete(one));
		underWay.add(one);
	}
	if (performance.now() >= nextMinute) {
		nextMinute += 60_000;
		restarts += 1;
		memories.push(memory());
		await collect();
		await get(`/soak/restart?tenant=${tenantId}`);
		console.log(
			`minute ${restarts}: ${started} calls, ${memories.at(-1)} MB, ${JSON.stringify(Object.fromEntries(seen))}`,
		);
	}
	await sleep(5);
}
await Promise.all(underWay);

type Totals = { counters: { meter: string; counted: number; debited: number }[]; waiting: number; rolledUp: number };
const path = `/soak/totals?tenant=${tenantId}`;
let totals = await json<Totals>(path);
// The isolate gives all back when it is quiet; the last minute is closed and flushed after it is over.
for (let tries = 0; totals.waiting > 0 && tries < 60; tries++) {
	await sleep(5_000);
	totals = await json<Totals>(path);
}
const admitted = [...seen].reduce((sum, [status, calls]) => sum + (status < 500 ? calls : 0), 0);
const failed = [...seen].reduce((sum, [status, calls]) => sum + (status >= 500 ? calls : 0), 0);
const { counted = 0, debited = 0 } = totals.counters.find(({ meter }) => meter === "api_calls") ?? {};
console.log(
	`\nanswers ${JSON.stringify(Object.fromEntries(seen))}, broken connections ${broken}, restarts ${restarts}`,
);
console.log(`answered ${admitted} · counted ${counted} · debited ${debited} · rolled up ${totals.rolledUp}`);
console.log(`all of workerd, MB, a minute each: ${memories.join(" ")}`);
const held = (await garbage.held(collect)).slice(0, memories.length);
console.log(`the API's worker and its objects hold, MB: ${held.join(" ")}`);
await miniflare.dispose();
const exact = admitted === counted && counted === debited && counted === totals.rolledUp;
console.log(exact && failed === 0 ? "exact, and no answer above 499" : "NOT as it should be");
process.exit(exact && failed === 0 ? 0 : 1);
