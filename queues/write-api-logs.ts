import type { Env } from "#worker/env";
import { causeOf, log } from "#worker/kernel/log";
import { machineContext } from "#worker/machine-context";
import { type ApiLogLine, ApiLogMessage, messagesOf } from "#worker/modules/audit/api-logs/line";
import { writeLines } from "#worker/modules/audit/api-logs/write-lines";

const FIRST_RETRY_SECONDS = 10;
const LONGEST_RETRY_SECONDS = 600;
const HELD_SECONDS = 15;

/**
 * The consumer of the API's log: all lines of a batch go to their shards together. If one shard does not take its lines,
 * all come again, and those that are written are passed over.
 */
export async function writeApiLogs(batch: MessageBatch<unknown>, env: Env, now: number): Promise<void> {
	const ctx = machineContext(env, { kind: "system", id: "queue", name: "api log" }, now);
	try {
		const held = await writeLines(ctx, batch.messages.flatMap(linesOf));
		if (held.length > 0) await env.LOGS.sendBatch(messagesOf(held), { delaySeconds: HELD_SECONDS });
		batch.ackAll();
	} catch (error) {
		const attempts = Math.max(...batch.messages.map((message) => message.attempts));
		log.error("api_logs.failed", { messages: batch.messages.length, attempts, cause: causeOf(error) });
		batch.retryAll({ delaySeconds: Math.min(FIRST_RETRY_SECONDS * 2 ** attempts, LONGEST_RETRY_SECONDS) });
	}
}

/** What is no message of ours can never be written. */
function linesOf({ id, body }: Message<unknown>): ApiLogLine[] {
	const message = ApiLogMessage.safeParse(body);
	if (message.success) return message.data.lines;
	log.error("api_logs.malformed", { messageId: id, cause: message.error.message.slice(0, 1000) });
	return [];
}
