import type { Env } from "#worker/env";
import { newId } from "#worker/kernel/ids";
import { deadLetters } from "#worker/kernel/tables";
import { machineContext } from "#worker/machine-context";

/** Keeps a message that nobody could handle, once, so that a person can look at it. */
export async function keepDeadLetter(env: Env, message: Message<unknown>, reason: string): Promise<void> {
	const now = Date.now();
	const { db } = machineContext(env, { kind: "system", id: "queue", name: "dead letters" }, now);
	const row = {
		id: newId("deadLetter"),
		messageId: message.id,
		body: JSON.stringify(message.body ?? null),
		reason,
		createdAt: now,
	};
	await db.batch([db.insertNew(deadLetters, row)]);
}

/** The consumer of the dead-letter queue: messages whose retries are used up. */
export async function keepDeadLetters(batch: MessageBatch<unknown>, env: Env): Promise<void> {
	for (const message of batch.messages) {
		await keepDeadLetter(env, message, "retries used up");
		message.ack();
	}
}
