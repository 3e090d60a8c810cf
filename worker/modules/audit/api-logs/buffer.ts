import { causeOf, log } from "#worker/kernel/log";
import { type ApiLogLine, messagesOf } from "./line";

type Surroundings = {
	/** Wall clock, epoch milliseconds. */
	now: () => number;
	sleep: (ms: number) => Promise<void>;
};

/** How the request that adds a line reaches the queue. */
type Way = {
	queue: Pick<Queue<unknown>, "sendBatch">;
	/** How long lines may wait for others. Milliseconds. */
	delay: number;
	/** Keeps the isolate alive for what is to be done after the answer. */
	later: (work: Promise<void>) => void;
};

/** So many lines wait for nobody. */
const MOST = 100;
/** A flush that is so late never comes: its request was ended. Milliseconds beyond its delay. */
const LOST = 5_000;

/**
 * One isolate's lines that are not sent yet. The first one plans a flush for all that come until then; nobody's answer
 * waits for it. What cannot be sent is lost: the log says so once, until sending works again.
 */
export function openLogBuffer({ now, sleep }: Surroundings) {
	let waiting: ApiLogLine[] = [];
	let plannedFor = 0;
	let failing = false;

	async function flush({ queue }: Way): Promise<void> {
		plannedFor = 0;
		const lines = waiting;
		waiting = [];
		if (lines.length === 0) return;
		try {
			await queue.sendBatch(messagesOf(lines));
			failing = false;
		} catch (error) {
			if (!failing) log.error("api_logs.lost", { lines: lines.length, cause: causeOf(error) });
			failing = true;
		}
	}

	/** Never throws, never waits. */
	function add(line: ApiLogLine, way: Way): void {
		waiting.push(line);
		if (waiting.length >= MOST) way.later(flush(way));
		else if (plannedFor === 0 || now() > plannedFor + LOST) {
			plannedFor = now() + way.delay;
			way.later(sleep(way.delay).then(() => flush(way)));
		}
	}

	return { add };
}
