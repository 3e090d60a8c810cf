/** From here on a signal runs `stop` and ends this process; listeners that libraries have put there are replaced. */
export function onStopSignal(stop: () => Promise<void>): void {
	let stopping = false;
	const end = async () => {
		if (stopping) return;
		stopping = true;
		// Normally all goes at once; something that hangs must not keep the terminal.
		setTimeout(() => process.exit(1), 5000).unref();
		await stop();
		process.exit(0);
	};
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
		process.removeAllListeners(signal);
		process.on(signal, () => void end());
	}
	if (UNDER_NPM) setInterval(() => process.ppid !== PARENT && void end(), 500).unref();
}

/** npm's shell does not pass a signal on that was meant for npm alone: when it goes, so do we. */
const UNDER_NPM = process.env.npm_lifecycle_event !== undefined;
const PARENT = process.ppid;
