import { and, eq, lt, type SQL, sql } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { fences } from "#worker/kernel/shard-tables";
import type { SystemDb } from "#worker/kernel/system-db";
import type { tenantMoves } from "./tables";

export type Move = typeof tenantMoves.$inferSelect;
type Side = typeof fences.$inferSelect.side;

/*
 * All of these may be done again by any run at any time. A fence knows its move, and ids of moves are in the order of
 * time: a run of a move that is over finds a fence that is not its own, or one that is further than it.
 */

/** From now on nothing is written for the tenant on either shard but by the move. */
export async function raiseFences(ctx: SystemContext, move: Move): Promise<void> {
	await raise(ctx.shards.at(move.from), move, "leaving", ctx.now);
	await raise(ctx.shards.at(move.to), move, "arriving", ctx.now);
}

async function raise(db: SystemDb, { tenantId, id: moveId }: Move, side: Side, at: number): Promise<void> {
	const older = and(eq(fences.tenantId, tenantId), lt(fences.moveId, moveId));
	await db.batch([
		db.update(fences, older, { moveId, side, at }),
		db.insertNew(fences, { tenantId, moveId, side, at }),
	]);
}

/** The tenant lives on the other shard: what it had here is forgotten before what it has there counts. */
export async function arrived(ctx: SystemContext, move: Move): Promise<void> {
	await turn(ctx.shards.at(move.from), move, "leaving", "left");
	await turn(ctx.shards.at(move.to), move, "arriving", "arrived");
}

/** The tenant stays where it was. */
export async function stayed(ctx: SystemContext, move: Move): Promise<void> {
	await turn(ctx.shards.at(move.to), move, "arriving", "left");
	await turn(ctx.shards.at(move.from), move, "leaving", "arrived");
}

async function turn(db: SystemDb, move: Move, from: Side, to: Side): Promise<void> {
	const { tenantId, id } = move;
	const mine = and(eq(fences.tenantId, tenantId), eq(fences.moveId, id), eq(fences.side, from));
	const statement: Statement = db.update(fences, mine, { side: to });
	await db.batch([statement]);
}

/** True in a shard where this move's fence stands on that side: what late runs would write finds it false. */
export const stands = ({ tenantId, id }: Move, side: Side): SQL =>
	sql`EXISTS (SELECT 1 FROM fences f WHERE f.tenant_id = ${tenantId} AND f.move_id = ${id} AND f.side = ${side})`;
