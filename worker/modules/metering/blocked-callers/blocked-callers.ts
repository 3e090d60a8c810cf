import { and, eq, gt, isNotNull, isNull } from "drizzle-orm";
import { audit, auditInstallation } from "#worker/kernel/audit";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import { iso, isoOrNull } from "#worker/kernel/time";
import { tenants } from "#worker/modules/tenants/tables";
import { blockedCallers } from "../tables";
import type { BlockedCallerView, BlockedQuery } from "./blocked-schemas";

const tenant = { table: tenants, on: eq(tenants.id, blockedCallers.tenantId), optional: true };
const { id, policy, caller, tenantId, refusals, firstAt, lastAt, until, liftedAt, liftedBy } = blockedCallers;
const fields = {
	id,
	policy,
	caller,
	tenantId,
	refusals,
	firstAt,
	lastAt,
	until,
	liftedAt,
	liftedBy,
	name: tenants.name,
};

type Row = typeof blockedCallers.$inferSelect & { name: string | null };

/** Callers that limiters have turned away, the latest first. Limiters go by the wall clock, as their windows do. */
export async function listBlockedCallers(ctx: SystemContext, query: BlockedQuery) {
	const page = pageClause(query, { lastAt }, id);
	const state = {
		active: and(isNull(liftedAt), gt(until, Date.now())),
		lifted: isNotNull(liftedAt),
		all: undefined,
	}[query.state];
	const { orderBy, limit, after } = page;
	const rows = await ctx.db.select(fields, blockedCallers, {
		...{ joins: [tenant], where: and(state, after), orderBy, limit },
	});
	return toPage(rows, query, (row) => [row.lastAt, row.id], blockedView);
}

/** Lets a caller in again now; here at once, elsewhere within seconds. Who goes on too fast is turned away again. */
export async function liftBlock(ctx: SystemContext, blockedId: Id<"blockedCaller">): Promise<BlockedCallerView> {
	const [row] = await ctx.db.select(fields, blockedCallers, { joins: [tenant], where: eq(id, blockedId), limit: 1 });
	if (!row) throw new AppError("not_found");
	if (row.tenantId) await ctx.meters.unblock(row.tenantId);
	else await ctx.limiters.reset(row.policy, row.caller);
	const lifted = { liftedAt: Date.now(), liftedBy: ctx.actor.name };
	const entry = {
		...{ action: "blocked_caller.lift", resource: { kind: "blocked_caller", id: blockedId } },
		after: { policy: row.policy, caller: row.caller },
	};
	await ctx.db.batch([
		ctx.db.update(blockedCallers, eq(id, blockedId), lifted),
		row.tenantId ? audit(inTenant(ctx, ctx.db, row.tenantId), entry) : auditInstallation(ctx, entry),
	]);
	return blockedView({ ...row, ...lifted });
}

function blockedView({ name, tenantId: owner, ...row }: Row): BlockedCallerView {
	return {
		...{ id: row.id, policy: row.policy, caller: row.caller, refusals: row.refusals, liftedBy: row.liftedBy },
		tenant: owner && name !== null ? { id: owner, name } : null,
		...{ firstAt: iso(row.firstAt), lastAt: iso(row.lastAt), until: iso(row.until) },
		liftedAt: isoOrNull(row.liftedAt),
	};
}
