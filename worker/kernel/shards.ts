import { getTableName, type SQL, sql } from "drizzle-orm";
import type { TenantTable } from "./columns";
import type { BaseContext } from "./context";
import { openDatabase, type Statement, violates } from "./database";
import { AppError } from "./errors";
import type { Id } from "./ids";
import type { fences } from "./shard-tables";
import { SystemDb } from "./system-db";
import type { TenantDb } from "./tenant-db";

/** Where a tenant's workload data is; and whereto, while it moves. */
export type Placement = { shard: string; movingTo: string | null };
type Placements = Map<Id<"tenant">, Placement>;

/** The way to workload data that contexts carry. Use `readShard`, `writeShard`, `writeEach` and `askShards`. */
export type Shards = {
	/** Of the shards that are bound, in order. The first one also keeps what belongs to no tenant. */
	codes: readonly string[];
	at(code: string): SystemDb;
	/** Bytes of the shard's database. */
	size(code: string): Promise<number>;
	/** One read of what is so now: a placement is never remembered. */
	placements(tenantIds: readonly Id<"tenant">[]): Promise<Placements>;
};

/** A tenant's door that only reads. */
export type TenantReader = Pick<TenantDb, "tenantId" | "find" | "list" | "select" | "toList" | "toSelect" | "readAll">;

const RETRY_SECONDS = 10;

/** Its data is being moved to another shard. A request is answered with 503, a message of a queue comes again later. */
export class TenantMoving extends AppError {
	constructor(cause?: unknown) {
		super("not_ready", "This organisation's data is being moved. Try again in a moment.", {
			...{ cause, retryAfter: RETRY_SECONDS },
		});
	}
}

const PLACEMENTS = `SELECT id, shard, moving_to AS movingTo FROM tenants
	WHERE id IN (SELECT value FROM json_each(?))`;

/** @param directory the control plane's database, which knows each tenant's shard */
export function openShards(directory: D1Database, bound: ReadonlyMap<string, D1Database>): Shards {
	const bindingOf = (code: string) => {
		const binding = bound.get(code);
		if (!binding) throw new RangeError(`no shard is bound as SHARD_${code}`);
		return binding;
	};
	return {
		codes: [...bound.keys()],
		at: (code) => new SystemDb(openDatabase(bindingOf(code))),
		// D1 says it with every answer.
		size: async (code) => (await bindingOf(code).prepare("SELECT 1").run()).meta.size_after,
		async placements(tenantIds) {
			// The table is the tenants' module's, which the kernel cannot import.
			const asked = directory.prepare(PLACEMENTS).bind(JSON.stringify(tenantIds));
			const { results } = await asked.all<Placement & { id: Id<"tenant"> }>();
			return new Map(results.map(({ id, shard, movingTo }) => [id, { shard, movingTo }]));
		},
	};
}

async function placementOf({ shards }: BaseContext, tenantId: Id<"tenant">): Promise<Placement> {
	const placement = (await shards.placements([tenantId])).get(tenantId);
	if (!placement) throw new AppError("not_found");
	return placement;
}

/** The tenant's rows on its shard, for reading; also while it moves. One point read finds out which shard it is. */
export async function readShard(ctx: BaseContext, tenantId: Id<"tenant">): Promise<TenantReader> {
	const { shard } = await placementOf(ctx, tenantId);
	return ctx.shards.at(shard).tenant(tenantId);
}

/**
 * The tenant's rows on its shard, for writing. Its `batch` is refused by the shard itself from the moment on at which
 * the tenant begins to leave, however long ago this was asked.
 * @throws TenantMoving here or from `batch`, while the tenant is on the move
 */
export async function writeShard(ctx: BaseContext, tenantId: Id<"tenant">): Promise<TenantDb> {
	return writeShardAt(ctx, tenantId, await placementOf(ctx, tenantId));
}

/** The same for who has just read the placement, together with something else. */
export function writeShardAt(ctx: BaseContext, tenantId: Id<"tenant">, { shard, movingTo }: Placement): TenantDb {
	if (movingTo !== null) throw new TenantMoving();
	const db = ctx.shards.at(shard);
	return db.tenant(tenantId, (statements) => fenced(db, [tenantId], statements));
}

/**
 * Writes rows of many tenants, or of none, in one batch a shard. What is written has to be a no-op when it is there:
 * if one shard fails, the others have theirs.
 * @returns rows whose tenant, or a tenant in the same batch, is on the move: they have to be tried again later
 */
export async function writeEach<R extends { tenantId: Id<"tenant"> | null }>(
	ctx: BaseContext,
	rows: readonly R[],
	write: (db: SystemDb, rows: R[]) => Statement[],
): Promise<R[]> {
	const tenantIds = [...new Set(rows.flatMap(({ tenantId }) => tenantId ?? []))];
	const placements: Placements = tenantIds.length > 0 ? await ctx.shards.placements(tenantIds) : new Map();
	const placed = (row: R) => (row.tenantId ? placements.get(row.tenantId) : undefined);
	const held = rows.filter((row) => placed(row)?.movingTo);
	const settled = rows.filter((row) => !placed(row)?.movingTo);
	const byShard = Map.groupBy(settled, (row) => placed(row)?.shard ?? ctx.shards.codes[0] ?? "");
	for (const [code, some] of byShard) {
		const db = ctx.shards.at(code);
		try {
			const owners = new Set(some.flatMap(({ tenantId }) => tenantId ?? []));
			await fenced(db, [...owners], write(db, some));
		} catch (error) {
			if (!(error instanceof TenantMoving)) throw error;
			held.push(...some);
		}
	}
	return held;
}

/** Copying a fence over itself fails if it stands: the shard judges, in the batch of the write. */
function fenceOf(tenantIds: readonly Id<"tenant">[]): Statement {
	const of = "WHERE tenant_id IN (SELECT value FROM json_each(?)) AND side <> 'arrived'";
	const query = { sql: `INSERT INTO fences SELECT * FROM fences ${of}`, params: [JSON.stringify(tenantIds)] };
	return { toSQL: () => query } as Statement;
}

async function fenced(db: SystemDb, tenantIds: readonly Id<"tenant">[], statements: readonly Statement[]) {
	try {
		await db.batch([fenceOf(tenantIds), ...statements]);
	} catch (error) {
		throw violates(error, "fences.tenant_id") ? new TenantMoving(error) : error;
	}
}

/**
 * Belongs into every read across tenants of a shard: leaves out copies that are not live yet and rows that a move has
 * left behind.
 */
export const livesHere = (table: Owned): SQL => noFence(table, ["arriving", "left"]);

/** Belongs into every clean-up across tenants of a shard: what a move is copying is left as it is until that is over. */
export const notMoving = (table: Owned): SQL => noFence(table, ["leaving", "arriving"]);

type Owned = Pick<TenantTable, "_" | "tenantId">;

function noFence(table: Owned, sides: (typeof fences.$inferSelect.side)[]): SQL {
	const owner = sql.raw(`"${getTableName(table as TenantTable)}"."tenant_id"`);
	const side = sql.raw(sides.map((name) => `'${name}'`).join(", "));
	return sql`NOT EXISTS (SELECT 1 FROM fences f WHERE f.tenant_id = ${owner} AND f.side IN (${side}))`;
}
