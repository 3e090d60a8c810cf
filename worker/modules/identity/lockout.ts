import { and, eq, sql } from "drizzle-orm";
import { auditInstallation } from "#worker/kernel/audit";
import type { PublicContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import { emitInstallation } from "#worker/kernel/outbox";
import { LOCK_FOR, MAX_FAILURES } from "./rules";
import { signInFailures, users } from "./tables";

/** 429 while the address is locked; the same for addresses that nobody registered. */
export async function refuseIfLocked(ctx: PublicContext, email: string): Promise<void> {
	const row = await ctx.installation.find(signInFailures, eq(signInFailures.email, email));
	if (!row?.lockedUntil || row.lockedUntil <= ctx.now) return;
	const retryAfter = Math.ceil((row.lockedUntil - ctx.now) / 1000);
	throw new AppError("account_locked", `Try again in ${Math.ceil(retryAfter / 60)} minutes.`, { retryAfter });
}

/** Counts a failure; the fifth in a row locks for 15 minutes and tells the person by mail, once. */
export async function countFailure(ctx: PublicContext, email: string): Promise<void> {
	const db = ctx.installation;
	const lockedUntil = ctx.now + LOCK_FOR;
	const stale = sql`${signInFailures.lastFailedAt} < ${ctx.now - LOCK_FOR}`;
	const failures = sql`CASE WHEN ${stale} THEN 1 ELSE ${signInFailures.failures} + 1 END`;
	const mine = eq(signInFailures.email, email);
	await db.batch([
		db.insertNew(signInFailures, { email, failures: 0, lastFailedAt: ctx.now, lockedUntil: null }),
		db.update(signInFailures, mine, { failures, lastFailedAt: ctx.now }),
		db.update(signInFailures, and(mine, sql`${signInFailures.failures} >= ${MAX_FAILURES}`), {
			failures: 0,
			lockedUntil,
		}),
	]);
	const [row, user] = await Promise.all([db.find(signInFailures, mine), db.find(users, eq(users.email, email))]);
	const justLocked = row?.lockedUntil === lockedUntil && row.failures === 0;
	if (!user) return;
	const resource = { kind: "user", id: user.id };
	const statements = [auditInstallation(ctx, { action: justLocked ? "user.lock" : "user.sign_in_failed", resource })];
	if (justLocked)
		statements.push(emitInstallation(ctx, db, { type: "user.locked", userId: user.id, until: lockedUntil }));
	await db.batch(statements);
}

export async function forgetFailures(ctx: PublicContext, email: string): Promise<void> {
	const db = ctx.installation;
	await db.batch([db.remove(signInFailures, eq(signInFailures.email, email))]);
}
