import { expect, test, vi } from "vitest";
import { logLine } from "#tests/shards";
import { openLogBuffer } from "./buffer";
import type { ApiLogMessage } from "./line";

/** A buffer with a clock of its own, and a queue that may be broken. */
function world() {
	const at = { now: 1000, broken: false };
	const sleepers: (() => void)[] = [];
	const sent: number[][] = [];
	const work: Promise<void>[] = [];
	const queue = {
		async sendBatch(messages: Iterable<MessageSendRequest<unknown>>) {
			if (at.broken) throw new Error("the queue does not answer");
			sent.push([...messages].map(({ body }) => (body as ApiLogMessage).lines.length));
		},
	} as unknown as Pick<Queue<unknown>, "sendBatch">;
	const buffer = openLogBuffer({ now: () => at.now, sleep: () => new Promise((wake) => sleepers.push(wake)) });
	const add = (count: number) => {
		for (let n = 0; n < count; n++)
			buffer.add(logLine(null, "/x"), { queue, delay: 1000, later: (some) => void work.push(some) });
	};
	/** Everybody who sleeps wakes up. */
	const wake = async () => {
		for (const one of sleepers.splice(0)) one();
		await Promise.all(work.splice(0));
	};
	/** The requests that are under way are ended: what they planned never comes. */
	const end = () => {
		sleepers.length = 0;
		work.length = 0;
	};
	return { at, sleepers, sent, add, wake, end };
}

test("the first line plans one flush for all that come until then; it sends them in one call", async () => {
	const { sleepers, sent, add, wake } = world();
	add(7);
	expect(sleepers).toHaveLength(1);
	expect(sent).toEqual([]);
	await wake();
	expect(sent).toEqual([[7]]);
	add(2);
	await wake();
	expect(sent).toEqual([[7], [2]]);
});

test("a hundred lines wait for nobody, and the flush that was planned sends what came after", async () => {
	const { sent, add, wake } = world();
	add(103);
	await wake();
	expect(sent.flat()).toEqual([100, 3]);
});

test("when the request that planned the flush was ended, a later one plans another", async () => {
	const { at, sleepers, sent, add, wake, end } = world();
	add(1);
	end();
	at.now += 3000;
	add(1);
	expect(sleepers).toHaveLength(0);
	at.now += 4000;
	add(1);
	expect(sleepers).toHaveLength(1);
	await wake();
	expect(sent).toEqual([[3]]);
});

test("lines that cannot be sent are lost; the log says so once, until sending works again", async () => {
	const { at, sent, add, wake } = world();
	const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
	try {
		at.broken = true;
		for (let n = 0; n < 3; n++) {
			add(2);
			await wake();
		}
		expect(said).toHaveBeenCalledOnce();
		expect(said.mock.calls[0]?.[0]).toContain('"event":"api_logs.lost","lines":2');
		at.broken = false;
		add(4);
		await wake();
		expect(sent).toEqual([[4]]);
		at.broken = true;
		add(1);
		await wake();
		expect(said).toHaveBeenCalledTimes(2);
	} finally {
		said.mockRestore();
	}
});
