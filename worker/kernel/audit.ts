import type { BaseContext, SystemContext, TenantContext } from "./context";
import type { Statement } from "./database";
import { type Id, newId } from "./ids";
import { auditLogs } from "./tables";

export type AuditEntry = {
	/** `resource.verb` in the past or imperative of the use case: `payment.approve`. */
	action: string;
	resource: { kind: string; id: string };
	before?: unknown;
	after?: unknown;
};

function auditRow(ctx: BaseContext, entry: AuditEntry) {
	return {
		id: newId("audit"),
		actorKind: ctx.actor.kind,
		actorId: ctx.actor.id,
		actorName: ctx.actor.name,
		action: entry.action,
		resourceKind: entry.resource.kind,
		resourceId: entry.resource.id,
		before: entry.before ?? null,
		after: entry.after ?? null,
		ip: ctx.ip,
		requestId: ctx.requestId,
		createdAt: ctx.now,
	};
}

/** The audit row of a change to a tenant's things: put it into the batch of the change. */
export function audit(ctx: TenantContext, entry: AuditEntry): Statement {
	return ctx.db.insert(auditLogs, auditRow(ctx, entry));
}

/** Those of the same change to things of many tenants, in one statement. */
export function auditMany(
	ctx: SystemContext,
	entries: readonly (AuditEntry & { tenantId: Id<"tenant"> })[],
): Statement {
	const rows = entries.map(({ tenantId, ...entry }) => ({ ...auditRow(ctx, entry), tenantId }));
	return ctx.db.insertMany(auditLogs, rows);
}

/** The audit row of a change to the installation, or to a user who is in no particular tenant. */
export function auditInstallation(
	ctx: BaseContext & { db?: SystemContext["db"]; installation?: SystemContext["db"] },
	entry: AuditEntry,
): Statement {
	const db = ctx.installation ?? ctx.db;
	if (!db) throw new TypeError("an installation-wide change needs the installation's door");
	return db.insert(auditLogs, { ...auditRow(ctx, entry), tenantId: null });
}
