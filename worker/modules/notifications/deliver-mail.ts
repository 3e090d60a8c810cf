import { and, eq, inArray, lte } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import { lostRace, violates } from "#worker/kernel/database";
import { type Id, newId } from "#worker/kernel/ids";
import type { Locale } from "#worker/kernel/locale";
import { MINUTE } from "#worker/kernel/time";
import type { MailPort } from "./mail-port";
import { mails } from "./tables";
import type { MailContent } from "./templates/layout";

/** Longer than any port waits for its provider, so that a lease runs out only under a sender that died. */
const LEASE = 2 * MINUTE;

export type MailToDeliver = MailContent & {
	eventId: Id<"event">;
	tenantId: Id<"tenant"> | null;
	template: string;
	to: string;
	locale: Locale;
};

/**
 * Sends the mail of an event once, however often the event is delivered.
 * @throws when the port failed, or when somebody else is sending the same mail right now: the queue comes back
 */
export async function deliverMail(ctx: SystemContext, port: MailPort, mail: MailToDeliver): Promise<void> {
	const attempt = await claim(ctx, mail);
	if (attempt === null) return;
	const { to, subject, text, html, eventId } = mail;
	try {
		await port.send({ to, from: ctx.config.MAIL_FROM, subject, text, html, idempotencyKey: eventId });
	} catch (error) {
		await release(ctx, mail, attempt, error);
		throw error;
	}
	const sent = { status: "sent" as const, sentAt: ctx.now, error: null };
	await ctx.db.batch([ctx.db.update(mails, eq(mails.eventId, eventId), sent)]);
}

/** The number of this attempt, or null when the mail has gone out already. Nearly every mail is new: no look before. */
async function claim(ctx: SystemContext, mail: MailToDeliver): Promise<number | null> {
	const lease = { status: "sending" as const, claimedUntil: ctx.now + LEASE };
	try {
		await ctx.db.batch([ctx.db.insert(mails, { ...newRow(ctx, mail), ...lease, attempts: 1 })]);
		return 1;
	} catch (error) {
		if (!violates(error, "mails.event_id")) throw error;
	}
	const known = await ctx.db.find(mails, eq(mails.eventId, mail.eventId));
	if (!known || known.status === "sent") return null;
	const attempts = known.attempts + 1;
	const mine = and(freeAt(ctx.now), eq(mails.id, known.id), eq(mails.attempts, known.attempts));
	try {
		await ctx.db.batch([ctx.db.update(mails, mine, { ...lease, attempts }), ctx.db.guard("mail_claim")]);
		return attempts;
	} catch (error) {
		if (!lostRace(error)) throw error;
		throw new Error(`the mail of ${mail.eventId} is being sent by somebody else`, { cause: error });
	}
}

const freeAt = (now: number) => and(inArray(mails.status, ["sending", "failed"]), lte(mails.claimedUntil, now));

function newRow(ctx: SystemContext, mail: MailToDeliver) {
	const { to, text, html, ...rest } = mail;
	const bodies = ctx.config.MAIL_PROVIDER === "local" ? { text, html } : { text: null, html: null };
	return { id: newId("mail"), ...rest, ...bodies, recipient: to, createdAt: ctx.now };
}

/** Frees the row for the next try, unless the lease ran out and another attempt has it. */
async function release(ctx: SystemContext, mail: MailToDeliver, attempt: number, error: unknown): Promise<void> {
	const mine = and(eq(mails.eventId, mail.eventId), eq(mails.attempts, attempt), eq(mails.status, "sending"));
	const reason = (error instanceof Error ? error.message : String(error)).slice(0, 500);
	await ctx.db.batch([ctx.db.update(mails, mine, { status: "failed", claimedUntil: ctx.now, error: reason })]);
}
