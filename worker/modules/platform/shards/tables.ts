import { sql } from "drizzle-orm";
import { foreignKey, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { idColumn, ownedByTenant, time } from "#worker/kernel/columns";
import { tenants } from "#worker/modules/tenants/tables";
import { MOVE_STATES } from "./rules";

/** Where a copy is: the values of the last row that was copied, in the order its table is copied in. */
export type MovePlace = { table: string; after: (string | number)[] | null };

/** A tenant's workload data going from one shard to another, in steps that any run of the queue can take. */
export const tenantMoves = sqliteTable(
	"tenant_moves",
	{
		id: idColumn("tenantMove"),
		...ownedByTenant,
		from: text().notNull(),
		to: text().notNull(),
		status: text({ enum: MOVE_STATES }).notNull(),
		/** Counts the steps: a step that was taken twice is written once. */
		step: integer().notNull(),
		place: text({ mode: "json" }).$type<MovePlace>(),
		/** Rows copied so far. */
		copied: integer().notNull(),
		/** Why it was aborted. */
		problem: text(),
		createdAt: time().notNull(),
		updatedAt: time().notNull(),
	},
	(t) => [
		uniqueIndex("tenant_moves_one_open").on(t.tenantId).where(sql`status IN ('copying', 'aborting', 'cleaning')`),
		index("tenant_moves_by_status").on(t.status, t.updatedAt, t.id),
		index("tenant_moves_by_time").on(t.tenantId, t.createdAt, t.id),
		foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
	],
);
