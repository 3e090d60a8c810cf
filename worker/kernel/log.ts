type Fields = Record<string, string | number | boolean | null | undefined>;

/** One JSON line. Callers pass ids, codes and numbers: never bodies, tokens or addresses of people. */
function line(level: "info" | "warn" | "error", event: string, fields: Fields) {
	console[level](JSON.stringify({ level, event, ...fields }));
}

export const log = {
	info: (event: string, fields: Fields = {}) => line("info", event, fields),
	warn: (event: string, fields: Fields = {}) => line("warn", event, fields),
	error: (event: string, fields: Fields & { cause?: string } = {}) => line("error", event, fields),
};

/** What the log may know of an unknown error: its class, message and stack. */
export function causeOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const below = error.cause ? `\ncaused by ${causeOf(error.cause)}` : "";
	return `${withoutParams(error.message)}\n${withoutParams(error.stack ?? "")}${below}`.slice(0, 4000);
}

/** A failed query's message ends with its parameters: tokens, hashes and people's data that no log may hold. */
const withoutParams = (text: string): string => text.replace(/\nparams:.*(\n(?!\s+at ).*)*/g, "");
