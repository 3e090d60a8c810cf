import { and, eq, lte } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { lostRace, violates } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { DAY } from "#worker/kernel/time";
import { users } from "../identity/tables";
import type { InvitationInput, InvitationView } from "./schemas";
import { seatFree, seatsTaken } from "./seats";
import { invitations, members } from "./tables";
import { invitationView } from "./views";

const INVITATION_LIFE = 7 * DAY;

/** Invites an address; a mail goes out. The database holds the seat limit, however many invite at once. */
export async function inviteMember(ctx: TenantContext, input: InvitationInput): Promise<InvitationView> {
	if (ctx.actor.kind !== "user") throw new AppError("forbidden");
	const [member] = await ctx.db.select({ id: members.id }, members, {
		joins: [{ table: users, on: eq(users.id, members.userId) }],
		where: eq(users.email, input.email),
		limit: 1,
	});
	if (member) throw invalid("/email", "This person is a member already.", "already_exists");
	const id = newId("invitation");
	const times = { expiresAt: ctx.now + INVITATION_LIFE, sentAt: ctx.now, createdAt: ctx.now };
	const row = { id, ...input, status: "pending" as const, inviterId: ctx.actor.id, ...times };
	const lapsed = and(
		eq(invitations.email, input.email),
		eq(invitations.status, "pending"),
		lte(invitations.expiresAt, ctx.now),
	);
	try {
		await ctx.db.batch([
			ctx.db.update(invitations, lapsed, { status: "canceled" }),
			ctx.db.insertIf(invitations, row, await seatFree(ctx)),
			ctx.db.guard("seat_free"),
			audit(ctx, { action: "member.invite", resource: { kind: "invitation", id }, after: input }),
			emit(ctx, { type: "member.invited", invitationId: id }),
			emit(ctx, { type: "usage.records_changed", meter: "seats" }),
		]);
	} catch (error) {
		if (lostRace(error)) throw seatsTaken();
		if (violates(error, "invitations.tenant_id, invitations.email"))
			throw invalid("/email", "This address has an open invitation.", "already_exists");
		throw error;
	}
	return invitationView({ ...row, invitedBy: ctx.actor.name }, ctx.now);
}

/** Sends an open invitation again and lets it run for another seven days. */
export async function resendInvitation(ctx: TenantContext, invitationId: Id<"invitation">): Promise<void> {
	await mustBeOpen(ctx, invitationId);
	const times = { expiresAt: ctx.now + INVITATION_LIFE, sentAt: ctx.now };
	await ctx.db.batch([
		ctx.db.update(invitations, and(eq(invitations.id, invitationId), eq(invitations.status, "pending")), times),
		audit(ctx, { action: "member.invite_again", resource: { kind: "invitation", id: invitationId } }),
		emit(ctx, { type: "member.invited", invitationId }),
	]);
}

export async function revokeInvitation(ctx: TenantContext, invitationId: Id<"invitation">): Promise<void> {
	const before = await mustBeOpen(ctx, invitationId);
	const open = and(eq(invitations.id, invitationId), eq(invitations.status, "pending"));
	try {
		await ctx.db.batch([
			ctx.db.update(invitations, open, { status: "canceled" }),
			ctx.db.guard("invitation_open"),
			audit(ctx, { action: "member.revoke_invitation", resource: { kind: "invitation", id: invitationId }, before }),
		]);
	} catch (error) {
		if (lostRace(error)) throw new AppError("conflict", "This invitation was accepted meanwhile.");
		throw error;
	}
}

async function mustBeOpen(ctx: TenantContext, invitationId: Id<"invitation">) {
	const row = await ctx.db.find(invitations, eq(invitations.id, invitationId));
	if (!row) throw new AppError("not_found");
	if (row.status !== "pending") throw new AppError("conflict", `This invitation is ${row.status}.`);
	return { email: row.email, role: row.role };
}
