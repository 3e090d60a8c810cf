import { and, desc, eq, gt } from "drizzle-orm";
import type { PublicContext } from "#worker/kernel/context";
import { AppError, invalid } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { sha256 } from "#worker/kernel/sha256";
import { verifyPassword } from "./passwords";
import { judgePassword, PASSWORD_MAX, PASSWORD_MIN, PASSWORDS_REMEMBERED } from "./rules";
import { accounts, passwordHistory, users, verifications } from "./tables";

const REASON = {
	too_short: `Use at least ${PASSWORD_MIN} characters.`,
	too_long: `Use at most ${PASSWORD_MAX} characters.`,
	common: "This password is among the first ones attackers try.",
	personal: "This password is your name or e-mail address.",
} as const;

/** 422 at `pointer` when the rules refuse the password. */
export function refuseWeakPassword(password: string, personal: readonly string[], pointer: string): void {
	const verdict = judgePassword(password, personal);
	if (!verdict.acceptable) throw invalid(pointer, REASON[verdict.reason], "password_rejected");
}

/** 422 when it is the present password or one of the last five. */
export async function refuseReusedPassword(ctx: PublicContext, userId: Id<"user">, password: string, pointer: string) {
	const db = ctx.installation;
	const ofUser = eq(passwordHistory.userId, userId);
	const [present, former] = await Promise.all([
		db.find(accounts, and(eq(accounts.userId, userId), eq(accounts.providerId, "credential"))),
		db.list(passwordHistory, { where: ofUser, orderBy: [desc(passwordHistory.id)], limit: PASSWORDS_REMEMBERED - 1 }),
	]);
	const hashes = [present?.password, ...former.map((row) => row.hash)].filter((hash) => typeof hash === "string");
	for (const hash of hashes) {
		if (await verifyPassword({ hash, password }))
			throw invalid(pointer, `Use one that is not among your last ${PASSWORDS_REMEMBERED}.`, "password_rejected");
	}
}

/** Whose reset link this is; 400 when it is unknown, used or expired. */
export async function userOfResetToken(ctx: PublicContext, token: string) {
	const db = ctx.installation;
	const identifier = eq(verifications.identifier, await sha256(`reset-password:${token}`));
	const row = await db.find(verifications, and(identifier, gt(verifications.expiresAt, new Date(ctx.now))));
	const user = row && (await db.find(users, eq(users.id, row.value as Id<"user">)));
	if (!user) throw new AppError("invalid_token");
	return user;
}
