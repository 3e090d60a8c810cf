import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Server } from "./servers.ts";

/** What one round of load saw; latencies in milliseconds, processor time in microseconds a request. */
export type Round = { rps: number; p50: number; p99: number; cpu: number; steal: number; errors: number };

const TICKS_PER_SECOND = 100;
const here = import.meta.dirname;

/** Processor time of these processes in seconds, in user and kernel mode. One that is gone counts nothing. */
function cpuOf(pids: readonly number[]): number {
	return pids.reduce((sum, pid) => {
		try {
			const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
			return sum + (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
		} catch {
			return sum;
		}
	}, 0);
}

/** Seconds that the machine's host took away. */
function stolen(): number {
	const [total] = readFileSync("/proc/stat", "utf8").split("\n");
	return Number(total?.trim().split(/\s+/)[8] ?? 0) / TICKS_PER_SECOND;
}

/** Calls `path` over 32 connections for some seconds, each time with one of the keys, in random order. */
export function load(server: Server, path: string, keys: string, seconds: number): Round {
	const [pids, steal] = [server.pids(), stolen()];
	const cpu = cpuOf(pids);
	const args = ["-t1", "-c32", `-d${seconds}s`, "--latency", "-s", join(here, "with-keys.lua"), `${server.url}${path}`];
	const output = execFileSync("wrk", args, { encoding: "utf8", env: { ...process.env, KEYS: keys } });
	const requests = Number(/(\d+) requests in/.exec(output)?.[1] ?? 0);
	const errors = Number(/Non-2xx or 3xx responses: (\d+)/.exec(output)?.[1] ?? 0);
	if (requests === 0) throw new Error(`nothing was answered: ${output}`);
	return {
		rps: Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1] ?? 0),
		p50: milliseconds(/^\s+50%\s+(\S+)/m.exec(output)?.[1]),
		p99: milliseconds(/^\s+99%\s+(\S+)/m.exec(output)?.[1]),
		cpu: ((cpuOf(server.pids()) - cpu) / requests) * 1e6,
		steal: stolen() - steal,
		errors,
	};
}

function milliseconds(text = "0ms"): number {
	const [, digits, unit] = /([\d.]+)(us|ms|s)/.exec(text) ?? [];
	return Number(digits) * ({ us: 0.001, ms: 1, s: 1000 }[unit ?? "ms"] ?? 1);
}
