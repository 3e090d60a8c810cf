import { eq } from "drizzle-orm";
import type { JobOf } from "#queues/messages";
import type { SystemContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { users } from "#worker/modules/identity/tables";
import { invitations, tenants } from "#worker/modules/tenants/tables";
import { deliverMail } from "./deliver-mail";
import { logMissing } from "./log-missing";
import type { MailPort } from "./mail-port";
import { accountLockedMail } from "./templates/account-locked";
import type { MailContent } from "./templates/layout";
import { memberInvitedMail } from "./templates/member-invited";
import { resetPasswordMail } from "./templates/reset-password";
import { verifyEmailMail } from "./templates/verify-email";

type User = typeof users.$inferSelect;
type ToUser = { id: Id<"event">; type: string; userId: Id<"user"> };

/** Mails the user of the event in their own language; a user deleted meanwhile gets nothing. */
async function mailUser(
	ctx: SystemContext,
	port: MailPort,
	job: ToUser,
	write: (user: User) => MailContent,
): Promise<void> {
	const user = await ctx.db.find(users, eq(users.id, job.userId));
	if (!user) return logMissing(job, "user", job.userId);
	const to = { eventId: job.id, tenantId: null, template: job.type, to: user.email, locale: user.locale };
	await deliverMail(ctx, port, { ...to, ...write(user) });
}

export function mailVerification(ctx: SystemContext, port: MailPort, job: JobOf<"user.verification_requested">) {
	return mailUser(ctx, port, job, (user) => verifyEmailMail({ name: user.name, url: job.url }, user.locale));
}

export function mailPasswordReset(ctx: SystemContext, port: MailPort, job: JobOf<"user.password_reset_requested">) {
	return mailUser(ctx, port, job, (user) => resetPasswordMail({ name: user.name, url: job.url }, user.locale));
}

export function mailLock(ctx: SystemContext, port: MailPort, job: JobOf<"user.locked">) {
	const resetUrl = `${ctx.config.APP_URL}/forgot-password`;
	return mailUser(ctx, port, job, ({ name, timeZone, locale }) =>
		accountLockedMail({ name, until: job.until, timeZone, resetUrl }, locale),
	);
}

/** In the inviter's language: the invited person has told us none yet. */
export async function mailInvitation(ctx: SystemContext, port: MailPort, job: JobOf<"member.invited">): Promise<void> {
	const db = ctx.db.tenant(job.tenantId);
	const invitation = await db.find(invitations, eq(invitations.id, job.invitationId));
	const tenant = await db.find(tenants, eq(tenants.id, job.tenantId));
	if (!invitation || !tenant || invitation.status !== "pending") {
		return logMissing(job, "invitation", job.invitationId);
	}
	const inviter = await ctx.db.find(users, eq(users.id, invitation.inviterId));
	if (!inviter) return logMissing(job, "user", invitation.inviterId);
	const { email, role, expiresAt } = invitation;
	const url = `${ctx.config.APP_URL}/invitations/${invitation.id}`;
	const content = memberInvitedMail(
		{ inviter: inviter.name, tenant: tenant.name, role, expiresAt, url },
		inviter.locale,
	);
	const to = { eventId: job.id, tenantId: job.tenantId, template: job.type, to: email, locale: inviter.locale };
	await deliverMail(ctx, port, { ...to, ...content });
}
