import { iso, isoOrNull } from "#worker/kernel/time";
import type { InvitationView, TenantView } from "./schemas";
import type { invitations, tenants } from "./tables";

export function tenantView(row: typeof tenants.$inferSelect): TenantView {
	const { id, name, slug, status, statusReason, suspendedFor, country, formats } = row;
	const times = { closesAt: isoOrNull(row.closesAt), createdAt: iso(row.createdAt) };
	return { id, name, slug, status, statusReason, suspendedFor, country, formats, ...times };
}

type InvitationRow = Pick<
	typeof invitations.$inferSelect,
	"id" | "email" | "role" | "status" | "expiresAt" | "createdAt"
>;

/** An open invitation past its time reads as expired; nothing has to flip it. */
export const statusOfInvitation = (row: Pick<InvitationRow, "status" | "expiresAt">, now: number) =>
	row.status === "pending" && row.expiresAt <= now ? ("expired" as const) : row.status;

export function invitationView(row: InvitationRow & { invitedBy: string }, now: number): InvitationView {
	const { id, email, role, invitedBy } = row;
	const times = { expiresAt: iso(row.expiresAt), createdAt: iso(row.createdAt) };
	return { id, email, role, status: statusOfInvitation(row, now), invitedBy, ...times };
}
