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

type RunOptions = { cwd?: string; env?: Record<string, string>; quiet?: boolean };

/** Runs a program of node_modules/.bin to its end; its output is shown when it fails, or at once unless `quiet`. */
export async function run(program: string, args: string[], options: RunOptions = {}): Promise<number> {
	const { cwd = ROOT, env = {}, quiet = false } = options;
	const child = spawn(program, args, {
		cwd,
		env: { ...process.env, ...OFFLINE, PATH: `${ROOT}/node_modules/.bin:${process.env.PATH}`, ...env },
		stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
	});
	const output: Buffer[] = [];
	for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => output.push(chunk));
	const code = await ended(child);
	if (code !== 0 && quiet) process.stderr.write(Buffer.concat(output));
	return code;
}

export function ended(child: ChildProcess): Promise<number> {
	return new Promise((resolve, reject) => {
		child.once("error", reject);
		child.once("close", (code) => resolve(code ?? 1));
	});
}
