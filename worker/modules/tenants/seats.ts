import { type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import { readEntitlements } from "../catalog";
import { tenants } from "./tables";

/** Members and open invitations together: an invitation holds its seat, so accepting it cannot fail for want of one. */
const used = (ctx: TenantContext) => sql<number>`(
	(SELECT count(*) FROM members WHERE tenant_id = ${ctx.tenantId}) +
	(SELECT count(*) FROM invitations WHERE tenant_id = ${ctx.tenantId} AND status = 'pending' AND expires_at > ${ctx.now}))`;

/** The condition under which one more person may be added; judged by the database inside the insert. */
export async function seatFree(ctx: TenantContext): Promise<SQL> {
	const { limits } = await readEntitlements(ctx);
	return limits.users === null ? sql`true` : sql`${used(ctx)} < ${limits.users}`;
}

export async function seatUse(ctx: TenantContext): Promise<{ used: number; limit: number | null }> {
	const { limits } = await readEntitlements(ctx);
	const [row] = await ctx.db.select({ used: used(ctx) }, tenants, { limit: 1 });
	return { used: row?.used ?? 0, limit: limits.users };
}

export const seatsTaken = () =>
	new AppError("limit_reached", "All seats of the plan are taken; a larger plan has more.", {
		issues: [{ pointer: "", detail: "no seat left" }],
	});
