import { and, eq, gte, isNull } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { SystemContext, TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import { iso, isoOrNull } from "#worker/kernel/time";
import { tenants } from "#worker/modules/tenants/tables";
import { snapshotOf, snapshotReads } from "../admission/snapshot";
import { usageAlerts } from "../tables";
import type { AlertQuery, AlertView, SystemAlertQuery } from "./alert-schemas";

type Row = Omit<typeof usageAlerts.$inferSelect, "tenantId">;

/** A tenant's alerts, newest first. */
export async function listAlerts(ctx: TenantContext, query: AlertQuery) {
	const page = pageClause(query, { createdAt: usageAlerts.createdAt }, usageAlerts.id);
	const active = query.state === "active" ? await isActive(ctx) : undefined;
	const rows = await ctx.db.list(usageAlerts, { ...page, where: and(active, page.after) });
	return toPage(rows, query, (row) => [row.createdAt, row.id], alertView);
}

async function isActive({ db, now }: TenantContext) {
	const snapshot = snapshotOf(await db.readAll(snapshotReads(db)), now);
	return and(isNull(usageAlerts.dismissedAt), gte(usageAlerts.periodStart, snapshot?.period.start ?? 0));
}

/** Who has come near a limit, newest first. */
export async function listAllAlerts(ctx: SystemContext, query: SystemAlertQuery) {
	const page = pageClause(query, { createdAt: usageAlerts.createdAt }, usageAlerts.id);
	const { id, tenantId, meter, threshold, used, limit, periodStart, createdAt, dismissedAt, dismissedBy } = usageAlerts;
	const fields = { id, tenantId, meter, threshold, used, limit, periodStart, createdAt, dismissedAt, dismissedBy };
	const rows = await ctx.db.select({ ...fields, name: tenants.name }, usageAlerts, {
		joins: [{ table: tenants, on: eq(tenants.id, usageAlerts.tenantId) }],
		...{ orderBy: page.orderBy, limit: page.limit, where: page.after },
	});
	return toPage(
		rows,
		query,
		(row) => [row.createdAt, row.id],
		(row) => ({ ...alertView(row), tenant: { id: row.tenantId, name: row.name } }),
	);
}

/** Says that it has been seen; a second time changes nothing. */
export async function dismissAlert(ctx: TenantContext, id: Id<"usageAlert">): Promise<AlertView> {
	const row = await ctx.db.find(usageAlerts, eq(usageAlerts.id, id));
	if (!row) throw new AppError("not_found");
	if (row.dismissedAt !== null) return alertView(row);
	const dismissed = { dismissedAt: ctx.now, dismissedBy: ctx.actor.name };
	await ctx.db.batch([
		ctx.db.update(usageAlerts, and(eq(usageAlerts.id, id), isNull(usageAlerts.dismissedAt)), dismissed),
		audit(ctx, { action: "usage_alert.dismiss", resource: { kind: "usage_alert", id }, after: { meter: row.meter } }),
	]);
	return alertView({ ...row, ...dismissed });
}

function alertView({ id, meter, threshold, used, limit, dismissedBy, ...at }: Row): AlertView {
	const times = { periodStart: iso(at.periodStart), createdAt: iso(at.createdAt) };
	return { id, meter, threshold, used, limit, ...times, dismissedAt: isoOrNull(at.dismissedAt), dismissedBy };
}
