import { format } from "node:util";
import { afterEach } from "vitest";

const LEVELS = ["debug", "info", "log", "warn", "error"] as const;
const waiting: (() => void)[] = [];
const held = new WeakSet<Console>();

/**
 * What is logged waits for the end of its test, when the runner writes it. A line written by a request or a
 * queue's delivery itself, after a file's last test, would keep the run from ending (ADR 15). Once for each file.
 */
export function holdLogLines(): void {
	if (!held.has(console)) {
		held.add(console);
		for (const level of LEVELS) {
			const write = console[level].bind(console);
			console[level] = (...parts: unknown[]) => {
				const line = format(...parts);
				waiting.push(() => write(line));
			};
		}
	}
	afterEach(() => {
		for (const write of waiting.splice(0)) write();
	});
}
