import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { asc, desc, eq } from "drizzle-orm";
import { vi } from "vitest";
import { bindings, system } from "#tests/factories";
import worker from "#worker/index";
import { outbox } from "#worker/kernel/tables";
import { mails } from "#worker/modules/notifications/tables";

/** Hands everything in the outbox to the queue's consumer, as dispatch and delivery would. */
export async function drainOutbox() {
	const { db } = system();
	const rows = await db.list(outbox, { orderBy: [asc(outbox.createdAt)] });
	const result = await consume(rows.map((row) => row.job));
	for (const row of rows) await db.batch([db.remove(outbox, eq(outbox.id, row.id))]);
	return result;
}

export async function consume(bodies: unknown[], attempts = 1) {
	const messages = bodies.map((body) => ({ id: crypto.randomUUID(), timestamp: new Date(), attempts, body }));
	const batch = createMessageBatch("sewa-jobs", messages);
	const execution = createExecutionContext();
	await worker.queue(batch, bindings);
	return getQueueResult(batch, execution);
}

/** The mail of that template to that address, once the queue has delivered it. */
export function mailTo(recipient: string, template: string) {
	const look = async () => {
		await drainOutbox();
		const mail = (await mailsTo(recipient)).find((row) => row.template === template && row.status === "sent");
		if (!mail) throw new Error(`no ${template} mail to ${recipient}`);
		return mail;
	};
	return vi.waitFor(look, { timeout: 8000, interval: 100 });
}

export const mailsTo = (recipient: string) =>
	system().db.list(mails, { where: eq(mails.recipient, recipient), orderBy: [desc(mails.createdAt)] });
