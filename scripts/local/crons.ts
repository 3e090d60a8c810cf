const MINUTE = 60_000;
/** Each field of a cron expression: where it starts counting and how many values it has. */
const FIELDS = [
	{ from: 0, count: 60, of: (at: Date) => at.getUTCMinutes() },
	{ from: 0, count: 24, of: (at: Date) => at.getUTCHours() },
	{ from: 1, count: 31, of: (at: Date) => at.getUTCDate() },
	{ from: 1, count: 12, of: (at: Date) => at.getUTCMonth() + 1 },
	{ from: 0, count: 7, of: (at: Date) => at.getUTCDay() },
] as const;

/** Whether a five-field expression (`*`, lists, ranges, steps; UTC as on Cloudflare) names this minute. */
export function isDue(expression: string, at: Date): boolean {
	const fields = expression.trim().split(/\s+/);
	if (fields.length !== FIELDS.length) throw new RangeError(`not a cron expression: ${expression}`);
	return FIELDS.every((field, i) => (fields[i] ?? "").split(",").some((part) => covers(part, field, field.of(at))));
}

function covers(part: string, { from, count }: { from: number; count: number }, value: number): boolean {
	const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
	if (!match) throw new RangeError(`not a part of a cron expression: ${part}`);
	const [, start, end, step] = match.map((text) => (text === undefined ? undefined : Number(text)));
	const first = start ?? from;
	const last = end ?? (start === undefined || step !== undefined ? from + count - 1 : first);
	return value >= first && value <= last && (value - first) % (step ?? 1) === 0;
}

/** Calls `fire` for each due expression as every minute begins, by the wall clock. @returns how to stop */
export function tickCrons(crons: readonly string[], fire: (cron: string, at: Date) => Promise<void>): () => void {
	let timer: NodeJS.Timeout;
	const wait = () => {
		const minute = new Date(Math.floor(Date.now() / MINUTE) * MINUTE + MINUTE);
		timer = setTimeout(
			() => {
				for (const cron of crons) if (isDue(cron, minute)) void fire(cron, minute);
				wait();
			},
			minute.getTime() - Date.now() + 20,
		);
	};
	wait();
	return () => clearTimeout(timer);
}
