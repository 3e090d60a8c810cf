import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bundle } from "../bundle.ts";

/** Something that answers on a port of this machine. `pids` are all processes that work for it. */
export type Server = { url: string; pids: () => number[]; stop: () => Promise<void> };

const here = import.meta.dirname;
const WORKERD = join(here, "../../node_modules/@cloudflare/workerd-linux-64/bin/workerd");

function launch(
	command: string,
	args: string[],
	options: { env?: Record<string, string>; uid?: number; cwd?: string } = {},
) {
	const { env = {}, ...rest } = options;
	const child = spawn(command, args, {
		...rest,
		env: { ...process.env, ...env },
		stdio: ["ignore", "ignore", "inherit"],
	});
	process.on("exit", () => child.kill("SIGKILL"));
	return child;
}

async function answers(url: string): Promise<void> {
	for (let tries = 0; tries < 200; tries++) {
		try {
			await (await fetch(url)).arrayBuffer();
			return;
		} catch {
			await sleep(50);
		}
	}
	throw new Error(`${url} does not answer`);
}

/** Gone when this returns: nothing in here has anything to put in order. */
async function stop(...children: ChildProcess[]): Promise<void> {
	for (const child of children) {
		if (child.exitCode !== null || child.signalCode !== null) continue;
		const ended = new Promise((resolve) => child.once("exit", resolve));
		child.kill("SIGKILL");
		await ended;
	}
}

/** The bundle in workerd itself, without any proxy; objects keep their SQLite on disk. */
export async function startWorkerd(folder: string, port: number): Promise<Server> {
	bundle(here, join(folder, "bundle"));
	const disk = join(folder, "objects");
	mkdirSync(disk, { recursive: true });
	const config = join(folder, "config.capnp");
	writeFileSync(config, workerdConfig(disk, port));
	const child = launch(WORKERD, ["serve", config]);
	const url = `http://127.0.0.1:${port}`;
	await answers(`${url}/bare`);
	return { url, pids: () => [child.pid ?? 0], stop: () => stop(child) };
}

const workerdConfig = (disk: string, port: number) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "disk", disk = (path = "${disk}", writable = true))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const main :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "bundle/worker.js")],
  compatibilityDate = "2026-08-01",
  compatibilityFlags = ["nodejs_compat"],
  durableObjectNamespaces = [
    (className = "BenchMeter", uniqueKey = "meter", enableSql = true),
    (className = "ChangeFeed", uniqueKey = "feed", enableSql = true)
  ],
  durableObjectStorage = (localDisk = "disk"),
  bindings = [
    (name = "TENANT_METER", durableObjectNamespace = "BenchMeter"),
    (name = "CHANGE_FEED", durableObjectNamespace = "ChangeFeed")
  ]
);
`;

/** Debian's nobody: PostgreSQL does not run as root. */
const NOBODY = 65534;

/** Express in one process, with Redis and PostgreSQL from Debian beside it, both as they come but for where they keep things. */
export async function startStackInstead(folder: string, port: number): Promise<Server> {
	const app = join(here, "stack-instead");
	if (!existsSync(join(app, "node_modules"))) execFileSync("npm", ["ci", "--silent"], { cwd: app, stdio: "inherit" });
	const [redisPort, pgPort] = [port + 1, port + 2];
	const redis = launch("redis-server", [
		"--port",
		`${redisPort}`,
		"--bind",
		"127.0.0.1",
		"--dir",
		folder,
		"--save",
		"",
	]);
	const data = join(folder, "postgres");
	mkdirSync(data);
	const uid = process.getuid?.() === 0 ? NOBODY : (process.getuid?.() ?? NOBODY);
	chownSync(data, uid, -1);
	execFileSync(binary("initdb"), ["-D", data, "-U", "bench", "-A", "trust"], { uid, stdio: "ignore" });
	const postgres = launch(
		binary("postgres"),
		["-D", data, "-c", "logging_collector=on", "-p", `${pgPort}`, "-k", data],
		{ uid },
	);
	await sleep(2_000);
	const env = {
		PORT: `${port}`,
		REDIS_PORT: `${redisPort}`,
		PG_PORT: `${pgPort}`,
		PG_HOST: data,
		NODE_ENV: "production",
	};
	const node = launch(process.execPath, ["server.js"], { cwd: app, env });
	const url = `http://127.0.0.1:${port}`;
	await answers(`${url}/bare`);
	const roots = [redis, postgres, node];
	return {
		url,
		pids: () => roots.flatMap(({ pid }) => (pid ? withChildren(pid) : [])),
		stop: () => stop(node, postgres, redis),
	};
}

/** Debian keeps PostgreSQL's programs apart, by version. */
function binary(name: string): string {
	const versions = existsSync("/usr/lib/postgresql") ? readdirSync("/usr/lib/postgresql") : [];
	const found = versions.map((version) => `/usr/lib/postgresql/${version}/bin/${name}`).find(existsSync);
	return found ?? name;
}

function withChildren(pid: number): number[] {
	const children = `/proc/${pid}/task/${pid}/children`;
	const below = existsSync(children) ? readFileSync(children, "utf8").trim().split(/\s+/).filter(Boolean) : [];
	return [pid, ...below.flatMap((child) => withChildren(Number(child)))];
}
