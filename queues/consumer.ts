import { handlers } from "#handlers";
import { PermanentMailError } from "#modules/notifications";
import type { Env } from "#worker/env";
import { handOver } from "#worker/hand-over";
import { causeOf, log } from "#worker/kernel/log";
import { TenantMoving } from "#worker/kernel/shards";
import { machineContext } from "#worker/machine-context";
import { keepDeadLetter } from "./dead-letters";
import { Job } from "./messages";

const FIRST_RETRY_SECONDS = 5;
const LONGEST_RETRY_SECONDS = 3600;
const HELD_SECONDS = 15;

/** Each message is acked or retried on its own, with back-off; what is not a job can never be handled and is kept. */
export async function consume(batch: MessageBatch<unknown>, env: Env, now: number): Promise<void> {
	for (const message of batch.messages) {
		const job = Job.safeParse(message.body);
		if (!job.success) {
			await keepDeadLetter(env, message, `malformed: ${job.error.message}`.slice(0, 1000));
			message.ack();
			continue;
		}
		await handle(job.data, message, { env, now, queue: batch.queue === "sewa-usage" ? env.USAGE : env.JOBS });
	}
}

type From = { env: Env; now: number; queue: Queue<unknown> };

async function handle(job: Job, message: Message<unknown>, { env, now, queue }: From): Promise<void> {
	const started = performance.now();
	const ctx = machineContext(env, { kind: "system", id: "queue", name: job.type }, now);
	const fields = { type: job.type, eventId: job.id, attempt: message.attempts };
	try {
		await handlers[job.type](ctx, env, job as never);
		await handOver(ctx, env.JOBS);
		message.ack();
		log.info("job", { ...fields, ms: Math.round(performance.now() - started) });
	} catch (error) {
		if (error instanceof TenantMoving) return hold(message, queue);
		log.error("job.failed", { ...fields, cause: causeOf(error) });
		if (error instanceof PermanentMailError) {
			await keepDeadLetter(env, message, causeOf(error).slice(0, 1000));
			return message.ack();
		}
		message.retry({ delaySeconds: Math.min(FIRST_RETRY_SECONDS * 2 ** message.attempts, LONGEST_RETRY_SECONDS) });
	}
}

/** What waits for a move has not failed: it comes as a new message, so that a long move uses up no retries. */
async function hold(message: Message<unknown>, queue: Queue<unknown>): Promise<void> {
	await queue.send(message.body, { contentType: "json", delaySeconds: HELD_SECONDS });
	message.ack();
}
