import { type ChildProcess, spawn } from "node:child_process";
import { subscribe } from "node:diagnostics_channel";

/**
 * Sees to it that workerd ends with this process, even when this one is killed and cannot say so: a shell
 * waits at a pipe that closes when we are gone, and then ends it.
 */
export function leaveNothingBehind(): void {
	if (process.platform === "win32") return;
	subscribe("child_process", (message) => {
		const child = (message as { process: ChildProcess }).process;
		child.once("spawn", () => {
			if (/workerd(\.exe)?$/.test(child.spawnfile)) guard(child);
		});
	});
}

function guard(child: ChildProcess) {
	const script = `cat > /dev/null; kill -9 ${child.pid}`;
	// In a group of its own: what ends ours must not end the guard first.
	const shell = spawn("sh", ["-c", script], { stdio: ["pipe", "ignore", "ignore"], detached: true });
	child.once("exit", () => shell.kill("SIGKILL"));
	shell.unref();
	(shell.stdin as unknown as { unref(): void }).unref();
}
