import { asc, eq, sql } from "drizzle-orm";
import type { Session, UserActor } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { SYSTEM_ROLES, type SystemRole } from "#worker/kernel/permissions";
import type { SystemDb } from "#worker/kernel/system-db";
import { members, tenants } from "../tenants/tables";
import { sessions, users } from "./tables";

const query = {
	fields: {
		sessionId: sessions.id,
		expiresAt: sessions.expiresAt,
		active: sessions.activeOrganizationId,
		userId: users.id,
		name: users.name,
		email: users.email,
		systemRole: users.role,
		banned: users.banned,
		locale: users.locale,
		timeZone: users.timeZone,
		tenantId: members.tenantId,
		role: members.role,
		tenantName: tenants.name,
		status: tenants.status,
	},
	from: sessions,
	options: {
		joins: [
			{ table: users, on: eq(users.id, sessions.userId) },
			{ table: members, on: eq(members.userId, users.id), optional: true },
			{ table: tenants, on: eq(tenants.id, members.tenantId), optional: true },
		],
		where: eq(sessions.token, sql.placeholder("token")),
		orderBy: [asc(members.createdAt)],
	},
};

/**
 * Who holds this session token: one D1 read for the person, the session and all memberships. (The
 * library's own getSession costs 10 ms of CPU and two reads.) Null when it is unknown, expired or banned.
 */
export async function readSession(db: SystemDb, token: string, now: number): Promise<Session | null> {
	const rows = await db.selectHot(query, { token });
	const [first] = rows;
	if (!first || first.expiresAt.getTime() <= now || first.banned) return null;
	const systemRole = SYSTEM_ROLES.find((role) => role === first.systemRole) ?? null;
	return {
		id: first.sessionId,
		actor: actorOf(first, systemRole),
		locale: first.locale,
		timeZone: first.timeZone,
		activeTenantId: first.active,
		memberships: rows
			.filter((row) => row.tenantId !== null)
			.map((row) => ({
				tenantId: row.tenantId,
				name: row.tenantName,
				status: row.status,
				role: row.role,
			})),
	};
}

type Person = { userId: Id<"user">; name: string; email: string };

function actorOf({ userId, name, email }: Person, systemRole: SystemRole | null): UserActor {
	return { kind: "user", id: userId, name, email, systemRole };
}
