import { type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import { readRecordQuota } from "../catalog";
import { tenants } from "./tables";

/** Members and open invitations together: an invitation holds its seat, so accepting it cannot fail for want of one. */
export const seatsUsed = ({ tenantId, now }: Pick<TenantContext, "tenantId" | "now">) => sql<number>`(
	(SELECT count(*) FROM members WHERE tenant_id = ${tenantId}) +
	(SELECT count(*) FROM invitations WHERE tenant_id = ${tenantId} AND status = 'pending' AND expires_at > ${now}))`;

/** The condition under which one more person may be added; judged by the database inside the insert. */
export async function seatFree(ctx: TenantContext): Promise<SQL> {
	const { limit, hard } = await readRecordQuota(ctx, "seats");
	return limit === null || !hard ? sql`true` : sql`${seatsUsed(ctx)} < ${limit}`;
}

export async function seatUse(ctx: TenantContext): Promise<{ used: number; limit: number | null }> {
	const [{ limit }, [row]] = await Promise.all([
		readRecordQuota(ctx, "seats"),
		ctx.db.select({ used: seatsUsed(ctx) }, tenants, { limit: 1 }),
	]);
	return { used: row?.used ?? 0, limit };
}

export const seatsTaken = () =>
	new AppError("limit_reached", "All seats of the plan are taken; a larger plan has more.", {
		issues: [{ pointer: "", detail: "no seat left" }],
	});
