import { type ChildProcess, spawn } from "node:child_process";
import { subscribe } from "node:diagnostics_channel";

/**
 * Sees to it that workerd and the dev server end with this process, even when this one is killed and cannot
 * say so: a shell waits at a pipe that closes when we are gone, and then ends them.
 */
export function leaveNothingBehind(): void {
	if (process.platform === "win32") return;
	subscribe("child_process", (message) => {
		const child = (message as { process: ChildProcess }).process;
		child.once("spawn", () => {
			if (/workerd$/.test(child.spawnfile)) guard(child, `${child.pid}`);
			if (/react-router$/.test(child.spawnfile)) guard(child, `-${child.pid}`);
		});
	});
}

function guard(child: ChildProcess, target: string) {
	const script = `cat > /dev/null; kill -s KILL -- ${target}`;
	// In a group of its own: what ends ours must not end the guard first.
	const shell = spawn("sh", ["-c", script], { stdio: ["pipe", "ignore", "ignore"], detached: true });
	child.once("exit", () => shell.kill("SIGKILL"));
	shell.unref();
	(shell.stdin as unknown as { unref(): void }).unref();
}
