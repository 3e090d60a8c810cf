import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { OFFLINE, ROOT } from "./places.ts";

export function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "EPERM";
	}
}

/** True when that process lives and, where /proc tells, is the program we think: ids are used again. */
export function isProgram(pid: number, program: RegExp): boolean {
	if (!isRunning(pid)) return false;
	const commandLine = `/proc/${pid}/cmdline`;
	return !existsSync(commandLine) || program.test(readFileSync(commandLine, "utf8"));
}

type RunOptions = { cwd?: string; env?: Record<string, string>; quiet?: boolean; timeoutMs?: number };
/** What `run` answers for a program that was ended because it took too long. */
export const TIMED_OUT = 124;

/** Runs a program of node_modules/.bin to its end; its output is shown when it fails, or at once unless `quiet`. */
export async function run(program: string, args: string[], options: RunOptions = {}): Promise<number> {
	const { cwd = ROOT, env = {}, quiet = false, timeoutMs } = options;
	const child = spawn(program, args, {
		cwd,
		env: { ...process.env, ...OFFLINE, PATH: `${ROOT}/node_modules/.bin:${process.env.PATH}`, ...env },
		stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
		detached: timeoutMs !== undefined,
	});
	let late = false;
	const limit =
		timeoutMs &&
		setTimeout(() => {
			late = true;
			if (child.pid) process.kill(-child.pid, "SIGKILL");
		}, timeoutMs);
	const output: Buffer[] = [];
	for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => output.push(chunk));
	const code = await ended(child);
	clearTimeout(limit || undefined);
	if (late) return TIMED_OUT;
	if (code !== 0 && quiet) process.stderr.write(Buffer.concat(output));
	return code;
}

export function ended(child: ChildProcess): Promise<number> {
	return new Promise((resolve, reject) => {
		child.once("error", reject);
		child.once("close", (code) => resolve(code ?? 1));
	});
}
