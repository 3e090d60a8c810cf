import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";

type Role = Schema<"Member">["role"];

const names: Record<Role, () => string> = {
	owner: m.team_role_owner,
	admin: m.team_role_admin,
	member: m.team_role_member,
};

export function roleName(role: Role): string {
	return names[role]();
}

export const roles = ["owner", "admin", "member"] as const satisfies Role[];

/** What somebody with the role may do, for those who give it. */
export function roleMeaning(role: "admin" | "member"): string {
	return role === "admin" ? m.team_role_admin_text() : m.team_role_member_text();
}
