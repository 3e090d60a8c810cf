import { and, eq, isNull, lt } from "drizzle-orm";
import { AppError } from "./errors";
import { sha256 } from "./sha256";
import type { SystemDb } from "./system-db";
import { idempotencyKeys } from "./tables";
import { DAY, MINUTE } from "./time";

/** How long an answer is replayed, and how long a first request may take before its key is free again. */
const KEEP = DAY;
const CLAIM = MINUTE;

export type IdempotentRequest = { scope: string; key: string; fingerprint: string };
type Stored = { status: number; body: string };

/**
 * Claims the key for this request (Idempotency-Key draft-07): null means go on, an answer means replay it.
 * Another request under the same key is a 422, one that is still running a 409.
 */
export async function claim(db: SystemDb, request: IdempotentRequest, now: number): Promise<Stored | null> {
	const { scope, key, fingerprint } = request;
	const mine = and(eq(idempotencyKeys.scope, scope), eq(idempotencyKeys.key, key));
	const abandoned = and(mine, isNull(idempotencyKeys.status), lt(idempotencyKeys.claimedAt, now - CLAIM));
	const row = { scope, key, fingerprint, claimedAt: now, expiresAt: now + KEEP };
	try {
		await db.batch([
			db.remove(idempotencyKeys, abandoned),
			db.remove(idempotencyKeys, and(mine, lt(idempotencyKeys.expiresAt, now))),
			db.insert(idempotencyKeys, row),
		]);
		return null;
	} catch (error) {
		const known = await db.find(idempotencyKeys, mine);
		if (!known) throw error;
		if (known.fingerprint !== fingerprint) throw new AppError("idempotency_key_reused");
		if (known.status === null || known.body === null)
			throw new AppError("idempotency_in_flight", undefined, { retryAfter: 1 });
		return { status: known.status, body: known.body };
	}
}

/** Stores the answer to replay. Server errors are not kept: the client may try again. */
export async function settle(db: SystemDb, request: IdempotentRequest, answer: Stored): Promise<void> {
	const mine = and(eq(idempotencyKeys.scope, request.scope), eq(idempotencyKeys.key, request.key));
	if (answer.status >= 500) await db.batch([db.remove(idempotencyKeys, mine)]);
	else await db.batch([db.update(idempotencyKeys, mine, answer)]);
}

export async function forgetExpiredKeys(db: SystemDb, now: number): Promise<number> {
	const expired = lt(idempotencyKeys.expiresAt, now);
	const rows = await db.select({ key: idempotencyKeys.key }, idempotencyKeys, { where: expired, limit: 1000 });
	await db.batch([db.remove(idempotencyKeys, expired)]);
	return rows.length;
}

export async function fingerprintOf(request: Request, body: ArrayBuffer): Promise<string> {
	const head = new TextEncoder().encode(`${request.method} ${new URL(request.url).pathname}\n`);
	const whole = new Uint8Array(head.byteLength + body.byteLength);
	whole.set(head);
	whole.set(new Uint8Array(body), head.byteLength);
	return sha256(whole);
}
