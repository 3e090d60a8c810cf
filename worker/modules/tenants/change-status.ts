import { and, eq, lte } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { lostRace } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { next } from "#worker/kernel/state-machine";
import { DAY } from "#worker/kernel/time";
import { entitlementsChanged } from "../catalog";
import { TENANT_MACHINE, type TenantEvent } from "./rules";
import { tenants } from "./tables";

/** How long a closing can be taken back. */
const CLOSING_GRACE = 30 * DAY;

/** Suspend, reactivate, close or keep a tenant, with the reason its people will read. */
export async function changeTenantStatus(
	ctx: SystemContext,
	tenantId: Id<"tenant">,
	event: TenantEvent,
	reason: string | null,
) {
	const tenant = await ctx.db.find(tenants, eq(tenants.id, tenantId));
	if (!tenant) throw new AppError("not_found");
	const status = next(TENANT_MACHINE, tenant.status, event);
	const inside = inTenant(ctx, ctx.db, tenantId);
	const changes = {
		status,
		statusReason: status === "active" ? null : reason,
		// A payment lifts only what was suspended for want of one.
		suspendedFor: status === "suspended" ? ("other" as const) : null,
		closesAt: status === "closing" ? ctx.now + CLOSING_GRACE : null,
		updatedAt: ctx.now,
	};
	const resource = { kind: "tenant", id: tenantId };
	const before = { status: tenant.status };
	try {
		await inside.db.batch([
			inside.db.update(tenants, eq(tenants.status, tenant.status), changes),
			inside.db.guard("tenant_status"),
			...entitlementsChanged(inside),
			audit(inside, { action: `tenant.${event}`, resource, before, after: { status, reason } }),
			...(status === "closed" ? [emit(inside, { type: "tenant.closed" })] : []),
		]);
	} catch (error) {
		if (lostRace(error)) throw new AppError("conflict", "Somebody else has just changed this organisation.");
		throw error;
	}
}

/** Closes for good whatever has been closing for its 30 days. Run by cron, a page at a time. */
export async function finishClosings(ctx: SystemContext): Promise<number> {
	const due = and(eq(tenants.status, "closing"), lte(tenants.closesAt, ctx.now));
	const rows = await ctx.db.list(tenants, { where: due, limit: 100 });
	for (const row of rows) await changeTenantStatus(ctx, row.id, "finish_closing", row.statusReason);
	return rows.length;
}
