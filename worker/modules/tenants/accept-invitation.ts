import { and, eq, gt } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type PublicContext, type UserContext } from "#worker/kernel/context";
import { lostRace, violates } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import { iso } from "#worker/kernel/time";
import { users } from "../identity/tables";
import { invitations, members, tenants } from "./tables";
import { statusOfInvitation } from "./views";

/** What the link in the mail shows. The id is unguessable and reveals only what the mail said. */
export async function readInvitation(ctx: PublicContext, invitationId: Id<"invitation">) {
	const fields = {
		id: invitations.id,
		tenant: tenants.name,
		email: invitations.email,
		role: invitations.role,
		status: invitations.status,
		invitedBy: users.name,
		expiresAt: invitations.expiresAt,
	};
	const [row] = await ctx.installation.select(fields, invitations, {
		joins: [
			{ table: tenants, on: eq(tenants.id, invitations.tenantId) },
			{ table: users, on: eq(users.id, invitations.inviterId) },
		],
		where: eq(invitations.id, invitationId),
		limit: 1,
	});
	if (!row) throw new AppError("not_found");
	return { ...row, status: statusOfInvitation(row, ctx.now), expiresAt: iso(row.expiresAt) };
}

/** Joins the tenant. Only the invited address may, and only once; the invitation's seat becomes the member's. */
export async function acceptInvitation(ctx: UserContext, invitationId: Id<"invitation">) {
	const row = await ctx.installation.find(invitations, eq(invitations.id, invitationId));
	if (!row || row.email !== ctx.actor.email) throw new AppError("not_found");
	if (statusOfInvitation(row, ctx.now) !== "pending")
		throw new AppError("conflict", "This invitation is no longer open.");
	const inside = inTenant(ctx, ctx.installation, row.tenantId);
	const memberId = newId("member");
	const open = and(
		eq(invitations.id, invitationId),
		eq(invitations.status, "pending"),
		gt(invitations.expiresAt, ctx.now),
	);
	const resource = { kind: "member", id: memberId };
	try {
		await inside.db.batch([
			inside.db.update(invitations, open, { status: "accepted" }),
			inside.db.guard("invitation_open"),
			inside.db.insert(members, { id: memberId, userId: ctx.actor.id, role: row.role, createdAt: ctx.now }),
			audit(inside, { action: "member.join", resource, after: { email: row.email, role: row.role } }),
		]);
	} catch (error) {
		if (lostRace(error)) throw new AppError("conflict", "This invitation is no longer open.");
		if (violates(error, "members.tenant_id, members.user_id"))
			throw new AppError("already_exists", "You are a member already.");
		throw error;
	}
	return { tenantId: row.tenantId };
}
