import { and, desc, eq, isNull } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { lostRace, violates } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import { emit } from "#worker/kernel/outbox";
import { iso } from "#worker/kernel/time";
import { tenants } from "#worker/modules/tenants/tables";
import type { Move } from "./fences";
import { OPEN_MOVES } from "./rules";
import type { LastMove, MoveInput, MoveView } from "./schemas";
import { tenantMoves } from "./tables";

/**
 * Begins to move a tenant's workload data to another shard; the queue does the rest (`advanceMove`). What would be written
 * there waits from now on. Asked again for a move that runs, it puts that one back on the queue.
 */
export async function moveTenant(ctx: SystemContext, tenantId: Id<"tenant">, { shard }: MoveInput): Promise<MoveView> {
	if (!ctx.shards.codes.includes(shard)) throw invalid("/shard", `No shard is bound as SHARD_${shard}.`);
	const [tenant, last] = await Promise.all([ctx.db.find(tenants, eq(tenants.id, tenantId)), lastMove(ctx, tenantId)]);
	if (!tenant) throw new AppError("not_found");
	const running = last && (OPEN_MOVES as readonly string[]).includes(last.status) ? last : null;
	if (running?.to === shard) return resume(ctx, running);
	if (running) throw new AppError("conflict", `It is still being moved from ${running.from} to ${running.to}.`);
	if (tenant.shard === shard) throw invalid("/shard", "It lives there already.");
	return begin(ctx, tenant, shard);
}

async function begin(ctx: SystemContext, tenant: typeof tenants.$inferSelect, to: string): Promise<MoveView> {
	const { id: tenantId, shard: from } = tenant;
	const inside = inTenant(ctx, ctx.db, tenantId);
	const now = { createdAt: ctx.now, updatedAt: ctx.now };
	const move: Move = {
		...{ id: newId("tenantMove"), tenantId, from, to, ...now },
		...{ status: "copying", step: 0, place: null, copied: 0, problem: null },
	};
	const settled = and(eq(tenants.shard, from), isNull(tenants.movingTo));
	try {
		await inside.db.batch([
			inside.db.update(tenants, settled, { movingTo: to, updatedAt: ctx.now }),
			inside.db.guard("tenant_settled"),
			inside.db.insert(tenantMoves, move),
			audit(inside, { action: "tenant.move_begin", resource: { kind: "tenant", id: tenantId }, after: { from, to } }),
			emit(inside, { type: "tenant.move_due", moveId: move.id }),
		]);
	} catch (error) {
		if (lostRace(error) || violates(error, "tenant_moves.tenant_id"))
			throw new AppError("conflict", "Somebody else has just begun to move it.");
		throw error;
	}
	return moveView(move);
}

async function resume(ctx: SystemContext, move: Move): Promise<MoveView> {
	const inside = inTenant(ctx, ctx.db, move.tenantId);
	await inside.db.batch([emit(inside, { type: "tenant.move_due", moveId: move.id })]);
	return moveView(move);
}

async function lastMove(ctx: SystemContext, tenantId: Id<"tenant">): Promise<Move | undefined> {
	const where = eq(tenantMoves.tenantId, tenantId);
	const orderBy = [desc(tenantMoves.createdAt), desc(tenantMoves.id)];
	const [move] = await ctx.db.list(tenantMoves, { where, orderBy, limit: 1 });
	return move;
}

/** How the tenant's last move stands; most have never been moved. */
export async function readMove(ctx: SystemContext, tenantId: Id<"tenant">): Promise<LastMove> {
	const [tenant, move] = await Promise.all([ctx.db.find(tenants, eq(tenants.id, tenantId)), lastMove(ctx, tenantId)]);
	if (!tenant) throw new AppError("not_found");
	return { move: move ? moveView(move) : null };
}

function moveView({ id, tenantId, from, to, status, copied, problem, createdAt, updatedAt }: Move): MoveView {
	const at = { createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
	return { id, tenantId, from, to, status, copied, problem, ...at };
}
