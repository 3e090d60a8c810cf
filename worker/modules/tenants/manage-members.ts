import { and, eq, ne } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { lostRace } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import type { TenantRole } from "#worker/kernel/permissions";
import { contains, matches } from "#worker/kernel/search";
import { iso } from "#worker/kernel/time";
import { users } from "../identity/tables";
import type { InvitationQuery, MemberQuery, MemberView } from "./schemas";
import { invitations, members } from "./tables";
import { invitationView } from "./views";

const fields = {
	id: members.id,
	userId: members.userId,
	name: users.name,
	email: users.email,
	role: members.role,
	createdAt: members.createdAt,
};
const person = { table: users, on: eq(users.id, members.userId) };

export async function listMembers(ctx: TenantContext, query: MemberQuery) {
	const page = pageClause(query, { createdAt: members.createdAt }, members.id);
	const filters = [matches(members.role, query.role), contains(query.search, users.name, users.email)];
	const where = and(...filters, page.after);
	const rows = await ctx.db.select(fields, members, { ...page, joins: [person], where });
	const view = (row: (typeof rows)[number]): MemberView => ({ ...row, createdAt: iso(row.createdAt) });
	return toPage(rows, query, (row) => [row.createdAt, row.id], view);
}

export async function listInvitations(ctx: TenantContext, query: InvitationQuery) {
	const page = pageClause(query, { createdAt: invitations.createdAt }, invitations.id);
	const { id, email, role, status, expiresAt, createdAt } = invitations;
	const rows = await ctx.db.select(
		{ id, email, role, status, expiresAt, createdAt, invitedBy: users.name },
		invitations,
		{
			...page,
			joins: [{ table: users, on: eq(users.id, invitations.inviterId) }],
			where: and(matches(invitations.status, query.status), page.after),
		},
	);
	return toPage(
		rows,
		query,
		(row) => [row.createdAt, row.id],
		(row) => invitationView(row, ctx.now),
	);
}

async function findMember(ctx: TenantContext, memberId: Id<"member">): Promise<MemberView> {
	const [row] = await ctx.db.select(fields, members, { joins: [person], where: eq(members.id, memberId), limit: 1 });
	if (!row) throw new AppError("not_found");
	return { ...row, createdAt: iso(row.createdAt) };
}

/** The owner's role is not changed here: ownership is transferred, never dropped. */
export async function changeRole(ctx: TenantContext, memberId: Id<"member">, role: TenantRole): Promise<MemberView> {
	const member = await findMember(ctx, memberId);
	refuseOwner(member);
	const resource = { kind: "member", id: memberId };
	await ctx.db.batch([
		ctx.db.update(members, and(eq(members.id, memberId), ne(members.role, "owner")), { role }),
		audit(ctx, { action: "member.change_role", resource, before: { role: member.role }, after: { role } }),
	]);
	return { ...member, role };
}

export async function removeMember(ctx: TenantContext, memberId: Id<"member">): Promise<void> {
	const member = await findMember(ctx, memberId);
	refuseOwner(member);
	const resource = { kind: "member", id: memberId };
	try {
		await ctx.db.batch([
			ctx.db.remove(members, and(eq(members.id, memberId), ne(members.role, "owner"))),
			ctx.db.guard("member_there"),
			audit(ctx, { action: "member.remove", resource, before: { email: member.email, role: member.role } }),
		]);
	} catch (error) {
		if (lostRace(error)) throw new AppError("not_found");
		throw error;
	}
}

function refuseOwner(member: MemberView): void {
	if (member.role === "owner")
		throw new AppError("conflict", "The owner stays the owner until ownership is transferred.");
}
