import { sql } from "drizzle-orm";
import { readBody } from "#worker/kernel/body";
import type { PublicContext } from "#worker/kernel/context";
import { AppError, type ErrorCode } from "#worker/kernel/errors";
import { newId } from "#worker/kernel/ids";
import { causeOf, log } from "#worker/kernel/log";
import { emitInstallation } from "#worker/kernel/outbox";
import { outbox } from "#worker/kernel/tables";
import { type Gateway, type ProviderEvent, type RefusalReason, WebhookRefused } from "../providers/provider";
import { gatewayOf } from "../providers/registry";
import { inbox, webhookRefusals } from "./tables";

/** Larger than any event of a provider; longer ones are not read to their end. */
const WEBHOOK_LIMIT = 256 * 1024;

const ANSWER: Record<RefusalReason, ErrorCode> = {
	signature_missing: "signature_refused",
	signature_wrong: "signature_refused",
	too_old: "signature_refused",
	malformed: "bad_request",
};

/**
 * Checks the signature, stores, enqueues, answers: one read and one batch. A repeat is counted and answered the
 * same. What we cannot store is answered 503, so that the provider tries again: 500 would end its retries.
 * @throws signature_refused, bad_request, payload_too_large; not_ready for "later"
 */
export async function receiveWebhook(
	ctx: PublicContext,
	provider: Gateway,
	request: Request,
): Promise<{ received: true }> {
	const body = await bodyOf(ctx, provider, request);
	const asking = { ...ctx, db: ctx.installation };
	try {
		const gateway = await gatewayOf(asking, provider);
		const event = await gateway.parseWebhook({ headers: request.headers, body, at: Date.now() });
		await store(ctx, provider, event, body);
	} catch (error) {
		if (error instanceof WebhookRefused) {
			await count(ctx, provider, error.reason);
			throw new AppError(ANSWER[error.reason], `Refused: ${error.reason}.`);
		}
		log.error("webhook.not_stored", { provider, requestId: ctx.requestId, cause: causeOf(error) });
		throw new AppError("not_ready", "Try again later.", { cause: error, retryAfter: 60 });
	}
	return { received: true };
}

async function bodyOf(ctx: PublicContext, provider: Gateway, request: Request): Promise<string> {
	try {
		return new TextDecoder().decode(await readBody(request, WEBHOOK_LIMIT));
	} catch (error) {
		await count(ctx, provider, "too_large");
		throw error;
	}
}

/** The job is written only with the first delivery: `deliveries` is still 1 then, and the row has our id. */
async function store(ctx: PublicContext, provider: Gateway, event: ProviderEvent, body: string): Promise<void> {
	const { installation: db, now } = ctx;
	const id = newId("inbox");
	const row = {
		...{ id, provider, eventId: event.id, kind: event.kind, claims: event.claims, body, receivedAt: now },
		orderId: event.order?.paymentId ?? null,
		reference: event.order?.reference ?? null,
		transactionId: event.order?.transactionId ?? null,
		status: "received" as const,
	};
	const again = { deliveries: sql`${inbox.deliveries} + 1` };
	const job = emitInstallation(ctx, db, { type: "inbox.received", inboxId: id });
	await db.batch([
		db.upsert(inbox, [inbox.provider, inbox.eventId], row, again),
		job,
		// Nothing is left of the job where the event was known.
		db.remove(outbox, sql`${outbox.id} = ${ctx.emitted.at(-1)} AND NOT EXISTS (SELECT 1 FROM inbox WHERE id = ${id})`),
	]);
}

async function count(ctx: PublicContext, provider: Gateway, reason: RefusalReason | "too_large"): Promise<void> {
	const day = new Date(ctx.now).toISOString().slice(0, 10);
	const { installation: db } = ctx;
	log.warn("webhook.refused", { provider, reason, requestId: ctx.requestId });
	const key = [webhookRefusals.day, webhookRefusals.provider, webhookRefusals.reason];
	await db.batch([
		db.upsert(webhookRefusals, key, { day, provider, reason, count: 1 }, { count: sql`${webhookRefusals.count} + 1` }),
	]);
}
