import type { BatchItem } from "drizzle-orm/batch";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";

export type Database = DrizzleD1Database;

/** Opens D1. Only the kernel may: everybody else holds a TenantDb, a SystemDb or a named door. */
export function openDatabase(d1: D1Database): Database {
	return drizzle(d1, { casing: "snake_case" });
}

declare const held: unique symbol;

/** A statement that came from TenantDb or SystemDb. `batch` takes nothing else. */
export type Statement = BatchItem<"sqlite"> & { readonly [held]: true };

/** All or nothing: D1 runs the statements in one transaction. */
export async function runBatch(db: Database, statements: readonly Statement[]): Promise<void> {
	const [first, ...rest] = statements;
	if (first) await db.batch([first, ...rest]);
}

/** True when the database refused a write because of the constraint of that name (or `table.column` for UNIQUE). */
export function violates(error: unknown, constraint: string): boolean {
	for (let e = error; e instanceof Error; e = e.cause) if (e.message.includes(constraint)) return true;
	return false;
}

/** A guard of the batch did not hold: somebody else was first. */
export const lostRace = (error: unknown): boolean => violates(error, "guard_holds");
