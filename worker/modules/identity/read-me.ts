import { eq } from "drizzle-orm";
import { activeMembership } from "#worker/kernel/admission";
import { auditInstallation } from "#worker/kernel/audit";
import type { Membership, UserContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import { permissionsOf } from "#worker/kernel/permissions";
import type { Me, ProfilePatch } from "./schemas";
import { users } from "./tables";

const view = ({ tenantId, name, role, status }: Membership) => ({ id: tenantId, name, role, status });

/** The signed-in person, their tenants, and what they may do in the active one. No read: the session knows. */
export async function readMe(ctx: UserContext, tenantHeader: string | null): Promise<Me> {
	const { actor, session } = ctx;
	const active = activeMembership(session, tenantHeader);
	return {
		user: {
			id: actor.id,
			name: actor.name,
			email: actor.email,
			emailVerified: true,
			locale: session.locale,
			timeZone: session.timeZone,
			systemRole: actor.systemRole,
		},
		tenants: session.memberships.map(view),
		tenant: active && view(active),
		permissions: permissionsOf(active?.role ?? null, actor.systemRole),
		now: new Date(ctx.now).toISOString(),
	};
}

export async function updateProfile(ctx: UserContext, patch: ProfilePatch): Promise<void> {
	const db = ctx.installation;
	const user = await db.find(users, eq(users.id, ctx.actor.id));
	if (!user) throw new AppError("unauthenticated");
	const before = { name: user.name, locale: user.locale, timeZone: user.timeZone };
	const resource = { kind: "user", id: user.id };
	await db.batch([
		db.update(users, eq(users.id, user.id), { ...patch, updatedAt: new Date(ctx.now) }),
		auditInstallation(ctx, { action: "user.update_profile", resource, before, after: { ...before, ...patch } }),
	]);
}
