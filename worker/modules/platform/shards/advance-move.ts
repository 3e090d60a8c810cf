import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { lostRace, type Statement } from "#worker/kernel/database";
import type { Id } from "#worker/kernel/ids";
import { emit, emitMany } from "#worker/kernel/outbox";
import { next } from "#worker/kernel/state-machine";
import { MINUTE } from "#worker/kernel/time";
import { entitlements } from "#worker/modules/catalog/tables";
import { tenants } from "#worker/modules/tenants/tables";
import { compareRows } from "./compare-rows";
import { copyRows, type Pace } from "./copy-rows";
import { arrived, type Move, raiseFences, stayed } from "./fences";
import { removeRows } from "./remove-rows";
import { MOVE_MACHINE, OPEN_MOVES } from "./rules";
import { tenantMoves } from "./tables";

const PACE: Pace = { rows: 500, pages: 20 };
/** Who has asked where the tenant is just before it went may still be reading there. */
const GRACE = 2 * MINUTE;
/** A step takes seconds: a move that has stood still this long was forgotten by the queue, or waits for its grace. */
const IDLE = 5 * MINUTE;
const RESUMED = 100;

/**
 * Takes the next step of a move. What a step does may be done again, and it is recorded once: a run that crashes is
 * repeated from the last record, and of two runs of one step the later one changes nothing.
 */
export async function advanceMove(ctx: SystemContext, moveId: Id<"tenantMove">, pace = PACE): Promise<void> {
	const move = await ctx.db.find(tenantMoves, eq(tenantMoves.id, moveId));
	try {
		if (move?.status === "copying") await copy(ctx, move, pace);
		if (move?.status === "aborting") await undo(ctx, move, pace);
		if (move?.status === "cleaning") await clean(ctx, move, pace);
	} catch (error) {
		if (!lostRace(error)) throw error;
	}
}

async function copy(ctx: SystemContext, move: Move, pace: Pace): Promise<void> {
	if (move.step === 0) await raiseFences(ctx, move);
	const { place, copied } = await copyRows(ctx, move, pace);
	const changes = { place, copied: move.copied + copied };
	if (place) return record(ctx, move, changes, [goOn(ctx, move)]);
	const problem = await compareRows(ctx, move);
	if (problem) {
		const status = next(MOVE_MACHINE, move.status, "differ");
		return record(ctx, move, { ...changes, status, problem }, [goOn(ctx, move)]);
	}
	await record(ctx, move, { ...changes, status: next(MOVE_MACHINE, move.status, "arrive") }, arrival(ctx, move));
	await arrived(ctx, move);
}

/** The moment of the move: one batch, in the database that says where tenants are. */
function arrival(ctx: SystemContext, move: Move): Statement[] {
	const inside = inTenant(ctx, ctx.db, move.tenantId);
	return [
		...leave(ctx, move, { shard: move.to, movingTo: null }),
		inside.db.update(entitlements, undefined, { version: sql`${entitlements.version} + 1` }),
		emit(inside, { type: "entitlements.changed" }),
		audit(inside, {
			...{ action: "tenant.move", resource: { kind: "tenant", id: move.tenantId } },
			...{ before: { shard: move.from }, after: { shard: move.to } },
		}),
		goOn(ctx, move),
	];
}

async function undo(ctx: SystemContext, move: Move, pace: Pace): Promise<void> {
	const empty = await removeRows(ctx, move, { code: move.to, side: "arriving" }, pace);
	if (!empty) return record(ctx, move, {}, [goOn(ctx, move)]);
	await stayed(ctx, move);
	const inside = inTenant(ctx, ctx.db, move.tenantId);
	const resource = { kind: "tenant", id: move.tenantId };
	await record(ctx, move, { status: next(MOVE_MACHINE, move.status, "finish") }, [
		...leave(ctx, move, { movingTo: null }),
		audit(inside, { action: "tenant.move_abort", resource, after: { to: move.to, problem: move.problem } }),
	]);
}

async function clean(ctx: SystemContext, move: Move, pace: Pace): Promise<void> {
	await arrived(ctx, move);
	// Its first step here begins after the grace: until then cron looks in.
	if (move.place === null && ctx.now < move.updatedAt + GRACE) return;
	const empty = await removeRows(ctx, move, { code: move.from, side: "left" }, pace);
	if (empty) return record(ctx, move, { status: next(MOVE_MACHINE, move.status, "finish"), place: null });
	await record(ctx, move, { place: { table: "", after: null } }, [goOn(ctx, move)]);
}

/** Ends what `moveTenant` began at the tenant itself. */
function leave(ctx: SystemContext, move: Move, changes: { shard?: string; movingTo: null }): Statement[] {
	const { db, now } = ctx;
	const onTheMove = and(eq(tenants.id, move.tenantId), eq(tenants.shard, move.from), eq(tenants.movingTo, move.to));
	return [db.update(tenants, onTheMove, { ...changes, updatedAt: now }), db.guard("tenant_moving")];
}

const goOn = (ctx: SystemContext, move: Pick<Move, "id" | "tenantId">): Statement =>
	emit(inTenant(ctx, ctx.db, move.tenantId), { type: "tenant.move_due", moveId: move.id });

async function record(ctx: SystemContext, move: Move, changes: Partial<Move>, also: Statement[] = []): Promise<void> {
	const { id, step, status } = move;
	const asItWas = and(eq(tenantMoves.id, id), eq(tenantMoves.step, step), eq(tenantMoves.status, status));
	await ctx.db.batch([
		ctx.db.update(tenantMoves, asItWas, { ...changes, step: step + 1, updatedAt: ctx.now } as never),
		ctx.db.guard("move_step"),
		...also,
	]);
}

/** Puts moves that stand still back on the queue. Run by cron. */
export async function resumeMoves(ctx: SystemContext): Promise<number> {
	const idle = and(inArray(tenantMoves.status, [...OPEN_MOVES]), lt(tenantMoves.updatedAt, ctx.now - IDLE));
	const rows = await ctx.db.list(tenantMoves, { where: idle, limit: RESUMED });
	const jobs = rows.map(({ id: moveId, tenantId }) => ({ type: "tenant.move_due" as const, moveId, for: tenantId }));
	if (jobs.length > 0) await ctx.db.batch([emitMany(ctx, jobs)]);
	return rows.length;
}
